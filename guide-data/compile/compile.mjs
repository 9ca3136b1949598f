// Compiles ../names/*.tsv and ../borders.tsv. Run: npm ci && npm run compile
//
// Names of countries come from Unicode CLDR as they stand there: we take no position on any of
// them. Which countries share a land border, and which have a coast, is read from the shapes of
// Natural Earth: two shapes that share a line are neighbours, and a line that only one shape has
// is a coast. The same packages give the same bytes. It deliberately mends nothing by hand but
// the Caspian Sea, which has no way out to an ocean.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { neighbors } from "topojson-client";

const require = createRequire(import.meta.url);
const here = new URL("..", import.meta.url);

// The six languages of the guide, then those in which a person may look for a country's name.
const LANGUAGES = [
  "en", "fr", "es", "ar", "ru", "zh",
  "am", "bn", "fa", "fil", "ha", "ht", "id", "ku", "my", "ne", "om", "ps", "pt", "so", "sw", "ti", "tr", "uk", "ur", "vi", "wo",
];
const LANDLOCKED_BY_THE_CASPIAN = new Set(["AZ", "KZ", "TM"]);

const codes = require("i18n-iso-countries/codes.json");
const byNumber = new Map(codes.map(([alpha2, , number]) => [number, alpha2]));
const wanted = [...new Set(codes.map(([alpha2]) => alpha2)), "XK"].filter((c, i, all) => all.indexOf(c) === i).sort();

mkdirSync(new URL("names/", here), { recursive: true });
for (const language of LANGUAGES) {
  const file = require.resolve(`cldr-localenames-full/main/${language}/territories.json`);
  const names = JSON.parse(readFileSync(file, "utf8")).main[language].localeDisplayNames.territories;
  const rows = wanted.filter((code) => names[code]).map((code) => `${code}\t${names[code]}`);
  if (rows.length < 0.95 * wanted.length) {
    console.log(`${language}: ${rows.length} of ${wanted.length} names, under 95 %: left out`);
    continue;
  }
  writeFileSync(new URL(`names/${language}.tsv`, here), rows.join("\n") + "\n");
}

const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const shapes = atlas.objects.countries.geometries;
const codeOf = (shape) => (shape.properties.name === "Kosovo" ? "XK" : byNumber.get(shape.id));
const uses = new Map();
const arcsOf = (shape) => [...new Set(shape.arcs.flat(Infinity).map((arc) => (arc < 0 ? ~arc : arc)))];
for (const shape of shapes) for (const arc of arcsOf(shape)) uses.set(arc, (uses.get(arc) ?? 0) + 1);
const table = new Map();
neighbors(shapes).forEach((others, at) => {
  const code = codeOf(shapes[at]);
  if (!code) return;
  const coast = !LANDLOCKED_BY_THE_CASPIAN.has(code) && arcsOf(shapes[at]).some((arc) => uses.get(arc) === 1);
  const row = table.get(code) ?? { coast: false, others: new Set() };
  row.coast ||= coast;
  for (const other of others) {
    const next = codeOf(shapes[other]);
    if (next && next !== code) row.others.add(next);
  }
  table.set(code, row);
});
const rows = [...table].sort().map(([code, { coast, others }]) => `${code}\t${coast ? "sea" : "none"}\t${[...others].sort().join(" ")}`);
writeFileSync(new URL("borders.tsv", here), rows.join("\n") + "\n");
console.log(`${wanted.length} countries, ${rows.length} shapes`);
