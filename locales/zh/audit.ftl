# 未经审校的译文：尚无法律人士或译者核对。

report-title = 对移民的义务：审查
report-skip = 跳到内容
report-contents = 目录

about-heading = 这是什么
about-text = 本报告阅读记录，说明由此产生了哪些义务、期限是什么时候、是否履行。这些义务来自联合国大会第65/212号决议“保护移民”及其所依据的文书。
about-clock = 一个时钟是一个案件中一项义务的一个时限。重复进行的复查每次有一个时钟。
about-as-of = 情况截至：{ $when }
about-known = 只计此时以前写下的：{ $when }
about-known-all = 所有记录都算，不论何时写下。
about-jurisdiction = 适用法律：{ $jurisdiction }
about-in-flux = 注意：这一法律正在变动
interpretation-heading = 记录是怎样解读的
interpretation-warning = 把一行读作一个期限是一种解释。写在这里，是为了让您可以不同意。
interpretation-none = 对照文件没有说明它怎样解读记录。

headline-heading = 主要数字
headline-cases = 案件
headline-events = 事件
headline-clocks = 时钟
headline-applicable = 适用的时钟
unit-clocks = 单位：时钟
unit-rows = 单位：行
unit-notes = 单位：行，除非该行写明时钟

states-heading = 义务及其状态
states-caption = 按义务和状态列出的时钟
states-chart = 条形图：按义务和状态列出的时钟
group-heading = 按{ $group }
group-caption = 按{ $group }和状态列出的时钟
group-chart = 条形图：按{ $group }和状态列出的时钟
group-others = { $n ->
   *[other] 其他{ $n }组合计
}
group-unknown = 没有记录
column-duty = 义务
column-limit = 时限
column-state = 状态
column-meaning = 含义
column-applicable = 适用的合计
column-count = 数目
column-share = 占适用者的比例
column-group = 组
chart-table = 同样的数字，以表格列出
chart-shares = 每一条是适用时钟的100 %。末尾的数字说明有多少。
chart-desc = 下面的表格有同样的数字。
chart-empty = 没有可画的内容。
legend-heading = 状态的含义

margin-heading = 早多少，迟多少
margin-text = 行为与期限之间的时间。没有完成的：期限与情况结束之间，或期限与本报告之日之间。
margin-chart = 柱形图：按期限之前或之后的时间列出的时钟
margin-late-more = 迟超过{ $length }
margin-late = 迟{ $from }至{ $to }
margin-late-first = 迟不超过{ $to }
margin-early-first = 早不超过{ $to }
margin-early = 早{ $from }至{ $to }
margin-early-more = 早{ $length }或更多
margin-vague = 因时间太含糊而略去的时钟：{ $n }
column-margin = 期限之前或之后的时间
column-done = 已完成
column-not-done = 未完成
margin-axis-late = 迟（天）
margin-axis-early = 早（天）

missing-heading = 应该询问什么
missing-text = 这些事实可以解决无法判断的时钟。一个时钟可能缺少几个事实。
missing-caption = 无法判断的时钟，按缺少的事实
missing-nothing = 没有缺少事实。
column-missing = 缺少的事实
causes-caption = 无法判断的时钟，按原因
column-cause = 原因

quality-heading = 数据的质量
quality-caption = 读入、接受和拒绝的行
quality-read = 读入的行
quality-accepted = 接受的行
quality-refused = 拒绝的行
quality-refusals-caption = 拒绝的行，按原因
quality-notes-caption = 发现的疑问和矛盾
quality-contradictions = 日期互相矛盾的时钟
quality-none-refused = 没有拒绝任何行。
column-reason = 原因
column-note = 发现的情况

law-heading = 所用的法律
law-caption = 每个时限及其来源
law-unconfirmed = { $n ->
   *[other] 这里使用的{ $n }个时限未经法律人士确认。其结果只是草稿。
}
law-all-confirmed = 这里使用的每个时限都经法律人士确认。
law-treaties = 条约表的日期：{ $day }
law-threshold = 政策界限，不是法律规定的数字
column-source = 来源
column-kind = 效力
column-confirmed = 已确认
column-paragraph = 段落

privacy-heading = 小数目
privacy-suppressed = 1至4的数目写作“{ $mark }”或略去。会泄露它们的合计写作“至少”。
privacy-not-safe = 这是简单的保护。比较表格或借助其他来源，仍可能推出隐藏的数目。不要以为公布本报告是安全的。
privacy-exact = 本报告显示精确的小数目。其中的人可能被认出：不得带出办公室。
privacy-hidden = { $n ->
   *[other] 本报告隐藏了{ $n }个数目。
}
small-count = <{ $limit }
at-least = ≥ { $n }

made-heading = 本报告是怎样产生的
made-caption = 文件及其摘要
made-program = 程序：{ $name } { $version }
made-law = 法律文件夹
made-map = 对照文件
made-input = 记录：{ $name }
column-file = 文件
column-digest = SHA-256
column-size = 行
footer-titles = 义务和事件的标题在译出之前以英文显示。
footer-translation = 本译文未经审校。
