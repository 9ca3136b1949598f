# 指南的框架。国名总是单独出现，或在冒号之后。

guide-brand = 路上指南
guide-lead = 每一站：您的权利、危险、打电话给谁。我们什么都不问，什么都不留。
guide-skip = 跳到正文
guide-exit = 离开本页
guide-exit-note = 这个按钮会打开另一个网站。它不会清除您手机里的记录。
guide-languages = 语言
guide-way = 您的路线
guide-contents = 本页内容
guide-top = 回到顶部
guide-home = 所有路线
guide-made = 制作日期：{ $date }
guide-advice = 这是一般信息，不是法律意见。您自己的情况请问律师。
guide-unreviewed = 还没有第二个人检查过这种语言。
guide-reviewed = 第二个人检查过这种语言：{ $date }。
guide-names = 国名取自 Unicode CLDR。我们对任何边界或名称不表示立场。
guide-unknown = 我们不知道。
guide-source = 来源
guide-sources = 来源
guide-as-of = 截至 { $date }

guide-choose = 选择您的路线
guide-choose-note = 在列表里选择。下面只留下合适的页面。什么都不会发送。
guide-from = 从
guide-through = 经过
guide-to = 到
guide-any = 任何国家
guide-no-fit = 没有合适的页面？在一个列表里选“任何国家”，或读“如果没有您的路线”。
guide-countries = 多种语言的国名
guide-countries-lead = 用您自己的语言找您的国家。

guide-role-origin = 您的国家：出发前和回来时
guide-role-transit = 在路上
guide-role-destination = 您想到的地方
guide-rights = 您在这里的权利
guide-rights-open = 点一行就能打开。

guide-chip-yes = 对这个国家有约束力
guide-chip-maybe = 我们不知道对这个国家有没有约束力
guide-chip-no = 对这个国家没有约束力
guide-chip-then = 在 { $date } 对这个国家没有约束力
guide-not-joined = 还有条约这样要求，但这个国家当时没有加入：
guide-chip-declaration = 是宣言，不是条约
guide-chip-source = 来源

guide-treaties = 哪些条约约束这个国家
guide-treaties-note = 条约是国家之间的承诺。我们在 { $date } 知道的：
guide-treaty-yes = 约束开始于：{ $date }
guide-treaty-yes-between = 约束开始的日子在 { $from } 和 { $to } 之间
guide-treaty-not-then = 在 { $date } 没有约束力。之后的情况我们不知道。
guide-treaty-soon = 约束将开始于：{ $date }
guide-treaty-no = 没有约束力
guide-treaty-unknown = 我们不知道有没有约束力。
guide-territory = 这个地方自己没有加入条约。条约可能通过另一个国家在这里有效。我们不知道。

guide-limits = 这里的时间限制
guide-limits-note = 有些限制只对一些人有效。请问律师哪些对您有效。
guide-limits-none = 我们不知道这里的时间限制。
guide-limits-flux = 这方面的法律快要改变。
guide-limit-then = 然后：{ $length }
guide-limit-every = 然后每：{ $length }
guide-unconfirmed = 还没有律师确认
guide-confirmed = 已有律师确认

guide-call = 打电话给谁
guide-call-none = 我们不知道检查过的联系方式。
guide-call-lacking = 我们不知道：{ $kinds }。
guide-call-old = 这是很久以前检查的。
guide-call-free = 免费
guide-checked-law = 法律写明。没有人打过电话。阅读日期：{ $date }
guide-checked-page = 在它自己的网页上读到：{ $date }
guide-checked-call = 有人打过电话：{ $date }
guide-kind-emergency = 紧急求助
guide-kind-consulate = 领事馆
guide-kind-ombudsman = 人权机构
guide-kind-legal-aid = 免费法律帮助
guide-kind-tracing = 寻找家人
guide-kind-child = 帮助儿童
guide-kind-labour = 劳动监察
guide-kind-trafficking = 帮助人口贩运受害者
guide-consulates = 您国家的领事馆
guide-consulates-note = 出发前，向您国家的外交部要电话号码。写在这里。
guide-directory = 打电话给谁：所有联系方式
guide-directory-lead = 我们只给出知道来源的联系方式。每一个都写明检查的日子。

guide-risks = 这条路上会发生什么
guide-risks-count = 记录中的死亡和失踪人数：{ $n }
guide-risks-period = 统计时间：{ $from } 至 { $to }
guide-risks-who = 记录为女性：{ $women }；男性：{ $men }；儿童：{ $children }。很多时候没有人记下。
guide-risks-causes = 记录中的原因
guide-risks-minimum = 这些是最小的数字。很多死亡从来没有人看见。
guide-risks-blank = 记录中没有路线的死亡：{ $n }
guide-risks-none = 我们不知道这条路的数字。
guide-risks-old = { $date } 之后的情况我们不知道。
guide-risks-advice-tell = 告诉您信任的人：您去哪里，什么时候打电话。
guide-risks-advice-water = 热、冷和水会要命。不要上太满的船或卡车。
guide-risks-advice-guide = 收钱带您过境的人可能会丢下您。手机和证件要随身带。
guide-cause-drowning = 溺水
guide-cause-illness = 生病，没有药
guide-cause-vehicle = 汽车、卡车和火车事故
guide-cause-violence = 暴力
guide-cause-nature = 热、冷、渴、饿
guide-cause-other = 其他
guide-cause-unknown = 不知道

guide-note = 请注意
guide-note-former = { $code }：{ $name }。这是旧代码。今天是：
guide-note-former-none = { $code }：{ $name }。这是旧代码，没有国家代替它。
guide-note-same = 路线的起点和终点是同一个国家。本页说明您在那里的权利。
guide-note-apart = { $from } – { $to }：没有共同的陆地边界，其中一国没有海。不能从陆地或海上直接到达。
guide-note-repeated = 连写两次的国家只显示一次。

guide-work = 工作：危险的信号
guide-work-lead = 这些信号可能说明是强迫劳动：
guide-family = 如果有人失踪
guide-family-note = 在这里写下您背得出的号码：

guide-save = 保存本页或传给别人
guide-save-file = 保存方法：把本页存在手机里。它是一个文件，没有网络也能用。
guide-save-text = 短信用的文字
guide-save-read = 朗读用的文字
guide-save-sms = 用短信发送
guide-save-whatsapp = 用 WhatsApp 发送
guide-save-qr = 扫码打开本页
guide-save-qr-text = 扫码得到短文字，不用网络

guide-read-pause = 这一部分结束。
guide-read-hello = 您好。这段文字告诉您路上的权利。您随时可以停下。
guide-read-way = 您的路线是：{ $way }。

guide-help = 如果没有您的路线
guide-help-lead = 我们没有这条路线的页面。这些权利和联系方式几乎到处都有用。
guide-help-unknown = 我们不知道这个国家：{ $text }。
guide-help-nearest = 您是不是要找：{ $name }？
guide-help-choose = 重新选择路线
