// Every page of a built guide in a real browser and in a text browser. Run by `cargo xtask guide`:
//   node guide.mjs SITE [--axe N]
// For each page: axe finds nothing in light and dark, at phone and desk width; nothing is wider than 320 px; one request and
// at most 30 kB over the wire; no cookie, no storage; the text is there with scripts off and in w3m; links lead somewhere;
// every fact has its chip; the dates are days that are past. All pages go through the HTML validator. Exits 1 with a list.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { execFileSync, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = require("vnu-jar");
const site = path.resolve(process.argv[2] ?? "guide");
const LIMIT_BYTES = 30_000;
const LIMIT_REQUESTS = 5;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const files = readdirSync(site);
const pages = files.filter((file) => file.endsWith(".html")).sort();
const problems = [];
const fault = (page, what) => problems.push(`${page}: ${what}`);

// 1. As files: weight, links, ids, chips, dates, no script.
let heaviest = 0;
for (const page of pages) {
  const text = readFileSync(path.join(site, page), "utf8");
  const weight = gzipSync(text, { level: 6 }).length;
  heaviest = Math.max(heaviest, weight);
  if (weight > LIMIT_BYTES) fault(page, `${weight} bytes compressed`);
  if (/<script|\son[a-z]+=/i.test(text)) fault(page, "has a script");
  const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
  for (const [, href] of text.matchAll(/\shref="([^"]*)"/g)) {
    if (href.startsWith("#")) {
      if (!ids.has(href.slice(1))) fault(page, `no ${href}`);
    } else if (!/^(https:|tel:|sms:|whatsapp:|data:,)/.test(href) && !existsSync(path.join(site, href.split("#")[0]))) {
      fault(page, `link to ${href}, which is not there`);
    }
  }
}

// 2. The validator, all at once. It must see a planted fault, or it saw nothing.
const validated = spawnSync("java", ["-Xss4m", "-jar", vnu.default ?? vnu, "--stdout", "--format", "json", "--skip-non-html", site], {
  maxBuffer: 1 << 28,
});
const planted = spawnSync("java", ["-jar", vnu.default ?? vnu, "--stdout", "--format", "json", "-"], { input: "<!DOCTYPE html><title>x</title><p id=a><p id=a>" });
if (!planted.stdout.toString().includes("Duplicate ID")) fault("the validator", "does not see a planted fault");
for (const message of JSON.parse(validated.stdout.toString() || '{"messages":[]}').messages) {
  if (message.type === "error") fault(path.basename(message.url ?? ""), `invalid: ${message.message} (line ${message.lastLine})`);
}

// 3. A text browser.
const hasW3m = spawnSync("w3m", ["-version"]).status === 0;
if (!hasW3m) fault("w3m", "is not installed");
for (const page of hasW3m ? pages : []) {
  const shown = execFileSync("w3m", ["-dump", "-cols", "60", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", path.join(site, page)]).toString();
  const text = readFileSync(path.join(site, page), "utf8");
  const plain = (html) => html.replace(/<[^>]*>/g, "").replace(/&[^;]*;/g, "").replace(/\s+/g, "");
  const heads = [...text.matchAll(/<h[1-4][^>]*>(.*?)<\/h[1-4]>/gs)].map((match) => plain(match[1]));
  const flat = plain(shown);
  const gone = heads.filter((head) => !flat.includes(head));
  if (gone.length) fault(page, `a text browser does not show: ${gone[0]}`);
  if (text.includes("ICCPR 9(2)") && !flat.includes("ICCPR9(2)")) fault(page, "a text browser does not show closed parts");
}

// 4. The browser, from a server that counts.
let requests = 0;
const server = createServer((request, answer) => {
  requests += 1;
  const file = path.join(site, path.basename(new URL(request.url, "http://x").pathname));
  if (!existsSync(file)) return answer.writeHead(404).end();
  answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(file));
}).listen(0);
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
const outside = [];
await context.route("**", (route) => {
  if (route.request().url().startsWith(address)) return route.continue();
  outside.push(route.request().url());
  return route.abort();
});
const page = await context.newPage();
await page.addInitScript(axeSource);
let nodes = 0;
for (const name of pages) {
  requests = 0;
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(address + name);
  if (requests > LIMIT_REQUESTS) fault(name, `${requests} requests`);
  const found = await page.evaluate(() => {
    document.querySelectorAll("details").forEach((one) => (one.open = true));
    const wide = document.documentElement.scrollWidth;
    const facts = [...document.querySelectorAll(".lines > li:not(.a), .limits > li, .treaties > li, .contacts > li")];
    const small = [...document.querySelectorAll(".jump a,.buttons a,.exit,summary,select,.ways a")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.height > 0 && box.height < 24;
    });
    return {
      wide,
      bare: facts.filter((one) => !one.querySelector(".c")).map((one) => one.textContent.slice(0, 60)),
      facts: facts.length,
      small: small.length,
      kept: document.cookie.length + localStorage.length + sessionStorage.length,
      dir: document.documentElement.dir,
      lang: document.documentElement.lang,
    };
  });
  nodes += found.facts;
  if (found.wide > 320) fault(name, `${found.wide} px wide on a screen of 320`);
  found.bare.forEach((text) => fault(name, `no chip: ${text}`));
  if (found.small) fault(name, `${found.small} targets under 24 px`);
  if (found.kept) fault(name, "something is stored");
  if ((found.lang === "ar") !== (found.dir === "rtl")) fault(name, `${found.lang} runs ${found.dir}`);
  // Everything on the phone by day; by night at the desk what depends on colour.
  for (const [width, scheme, only] of [[320, "light", { type: "tag", values: TAGS }], [1280, "dark", { type: "rule", values: ["color-contrast"] }]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    const result = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] }), only);
    for (const violation of result.violations) {
      fault(name, `axe ${violation.id} (${scheme}): ${violation.nodes[0].html.slice(0, 120)}`);
    }
  }
}
outside.forEach((url) => fault("the site", `asked ${url}`));

// 5. Scripts off: the lists of the index choose by style alone.
const bare = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 800, height: 900 } });
const still = await bare.newPage();
for (const name of pages.filter((file) => /^index\.[a-z]+\.html$/.test(file))) {
  await still.goto(address + name);
  const all = await still.locator(".ways > li:visible").count();
  const lists = await still.locator("select").count();
  if (!lists) continue;
  const value = await still.locator("#from option").nth(1).getAttribute("value");
  await still.selectOption("#from", value);
  const left = await still.locator(".ways > li:visible").count();
  const fitting = await still.locator(`.ways > li.f-${value}`).count();
  if (left !== fitting || left >= all) fault(name, `choosing ${value} leaves ${left} of ${all} ways, ${fitting} fit`);
}
await browser.close();
server.close();

console.log(`${pages.length} pages, ${nodes} facts with chips, heaviest ${heaviest} bytes compressed`);
if (problems.length) {
  console.log(problems.slice(0, 200).join("\n"));
  console.log(`${problems.length} problems`);
  process.exit(1);
}
console.log("no problem");
