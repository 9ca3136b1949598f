# 未经审校的译文：尚无法律人士或译者核对。

cli-summary = 摘要
cli-cases = 案件：{ $n }
cli-events = 事件：{ $n }
cli-rows = 行：读入 { $read }，接受 { $accepted }，拒绝 { $refused }
cli-clocks = 时钟：{ $n }，其中适用 { $applicable }
cli-written = 已写入：{ $path }
cli-report = 在浏览器中打开报告：{ $path }
cli-explain = 查看原因：{ $command }
cli-invented = 本演示中的所有人和事件都是虚构的。
worklist-overdue = 已逾期
worklist-soon = 即将到期
worklist-cannot-tell = 无法判断
worklist-empty = 没有内容。
worklist-more = { $n ->
   *[other] …… 还有 { $n } 个
}
column-due = 期限
column-late-by = 迟
column-left = 剩余时间
column-clock = 时钟
