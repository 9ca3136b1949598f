# 未经审校的译文：尚无法律人士或译者核对。


month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
date = { $year }年{ $month }月{ $day }日
date-time = { $date } { $time }
in-zone = { $when }（{ $zone }）
in-utc = { $when } 世界协调时
list-separator = 、

span-between = { $from } 与 { $to } 之间
span-day = { $day }（时刻不明）
span-days = { $from } 至 { $to } 中的某一天
span-until = { $to } 或更早
span-from = { $from } 或更晚
span-open = 时间不明
doubt-uncertain = 来源不确定
doubt-approximate = 估计
doubt-both = 估计，且来源不确定

duration-days = { $n ->
   *[other] { $n }天
}
duration-hours = { $n ->
   *[other] { $n }小时
}
duration-minutes = { $n ->
   *[other] { $n }分钟
}
duration-seconds = { $n ->
   *[other] { $n }秒
}
duration-two = { $first }{ $second }
duration-range = { $least }至{ $most }

length-minutes = { $n ->
   *[other] { $n }分钟
}
length-hours = { $n ->
   *[other] { $n }小时
}
length-days = { $n ->
   *[other] { $n }天
}
length-working-days = { $n ->
   *[other] { $n }个工作日
}
length-weeks = { $n ->
   *[other] { $n }周
}
length-months = { $n ->
   *[other] { $n }个月
}
length-years = { $n ->
   *[other] { $n }年
}
length-plus = { $so-far }，再加{ $next }
length-then = { $so-far }，然后{ $next }
length-every = { $so-far }，此后每{ $next }一次

answer-yes = 是
answer-no = 否
answer-unknown = 不明
value-withdrawn = 已撤回

state-not-applicable = 不适用
state-pending = 待办，尚有时间
state-discharged = 按时完成
state-discharged-late = 逾期完成
state-overdue = 已逾期
state-ended = 已结束，无遗漏
state-tolled = 期限暂停
state-undetermined = 无法判断

meaning-not-applicable = 本案中不产生这项义务。
meaning-pending = 义务仍在，期限未过。
meaning-discharged = 行为在期限之前完成。
meaning-discharged-late = 行为在期限之后完成。
meaning-overdue = 期限已过，行为没有完成。
meaning-ended = 情况在期限之前结束，因此不再需要做什么。
meaning-tolled = 法律使期限暂时停止。
meaning-undetermined = 缺少某个事实或事实含糊。不作结论。

cause-no-trigger = 没有记录使这个期限开始。
cause-not-requested = 这项义务因请求而产生，而没有人提出请求。
cause-limit-not-in-force = 当天这个时限尚未生效或已失效。
cause-condition-not-met = 关于当事人或事实的条件不成立。
cause-not-bound = 国家不受条约约束。
cause-excepted = 适用记有理由的例外。
cause-time-left = 期限还没有到。
cause-act-in-time = 行为按时完成。
cause-act-late = 行为在期限之后完成。
cause-no-act-by-deadline = 期限已过，没有完成行为。
cause-ended-in-time = 情况在期限之前结束。
cause-ended-late = 情况在期限之后才结束。
cause-stopped = 期限暂停。
cause-request-unknown = 不知道是否有人提出请求。
cause-validity-unknown = 时限是否有效取决于一个含糊的日期。
cause-condition-unknown = 不知道条件是否成立。
cause-bond-unknown = 不知道国家是否受条约约束。
cause-day-missing = 该月没有这一天，法律没有说明如何计算。
cause-calendar-uncovered = 不知道那一年的节假日。
cause-contradiction = 日期互相矛盾。
cause-vague = 时间太含糊，无法判断。
cause-source-silent = 来源没有记录此事是否发生。
cause-doubtful = 某个日期有疑问，不能据此下结论。
cause-too-many = 重复次数超过所列的数目。

kind-law = 法律
kind-policy = 行政政策
kind-standard = 标准（本身没有约束力）

confirmed = 经法律人士确认
unconfirmed = 未经法律人士确认
unconfirmed-short = 未确认
not-legal-advice = 本文不是法律意见。
