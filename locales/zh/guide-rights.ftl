# 权利的文字。给九到十一岁的读者：短句，常用词。

situation-stopped = 如果您被拦下
situation-detained = 如果您被关起来
situation-hurt = 如果您受伤
situation-robbed = 如果您被抢
situation-unpaid = 如果不给您工钱
situation-child = 如果孩子和您在一起
situation-alone = 如果您未满 18 岁，独自一人
situation-victim = 如果有人利用您或严重伤害您
situation-returned = 如果您被送回去

right-stopped-calm = 保持冷静。不要跑。不要拿假证件。
right-stopped-law = 他们只能按法律查您的身份。
right-stopped-violence = 谁都不能打您、折磨您或侮辱您。
right-stopped-papers = 只有官员可以拿走您的证件，还必须给您收据。谁都不能毁掉您的护照。
right-stopped-asylum = 如果您在家乡有危险，可以申请庇护。请说：“我申请庇护。”

right-detained-why = 他们必须用您听得懂的话说明为什么关您。
right-detained-consulate = 您可以要求通知您的领事馆。他们必须马上告诉您这个权利。
right-detained-fear = 如果您害怕自己的政府，先问律师，再和领事馆说话。
right-detained-court = 您可以请法院很快判断能不能关您。
right-detained-contact = 家人可以来看您。您可以和律师说话。
right-detained-respect = 他们必须尊重您，把您当人对待。
right-detained-visitors = 独立的人可能来看您受到怎样的对待。您可以单独和他们说话。谁都不能因此惩罚您。
right-detained-sign = 看不懂的不要签字。要求有口译。

right-hurt-call = 如果有生命危险，先打紧急电话。
right-hurt-urgent = 他们不能因为您没有证件就不给您急救。
right-hurt-health = 每个人都有健康的权利。
right-hurt-protect = 国家必须保护您，不受官员和别人的暴力。
right-hurt-proof = 请医生写下您的伤。好好保存。

right-robbed-justice = 如果有人侵犯您的权利，您可以找法院或机关讨公道。
right-robbed-officials = 官员做的也一样。
right-robbed-courts = 在法院面前，您和所有人平等。
right-robbed-consulate = 您的领事馆可以帮您。请它给您新证件。
right-robbed-note = 写下日子、地点和被拿走的东西。写下名字和号码。

right-unpaid-fair = 每个人都有权得到公平的工钱和安全的工作。
right-unpaid-equal = 同样的工作，您必须和本国人一样拿钱，没有证件也一样。
right-unpaid-union = 您可以加入工会，请它帮忙。
right-unpaid-leave = 如果您必须离开这个国家，仍然可以要工钱。
right-unpaid-note = 写下您的日子、钟点和工钱。留好工作的消息和照片。

right-child-best = 每个决定都必须多考虑什么对您的孩子最好。
right-child-together = 他们不能带走您的孩子，除非法律允许，而且对孩子最好。
right-child-held = 只有没有别的办法时才能关孩子，时间要最短。
right-child-school = 每个孩子都有上学的权利。小学免费。
right-child-birth = 在路上出生的孩子必须登记，必须有名字。

right-alone-say = 请说：“我未满 18 岁，我是一个人。”
right-alone-care = 国家必须保护您、照顾您。
right-alone-heard = 您可以说出想法，他们必须听。
right-alone-family = 如果您申请庇护，他们必须帮您找家人。
right-alone-lawyer = 如果他们关您，您有权很快得到律师的帮助。
right-alone-adults = 他们必须让您和大人分开，除非这对您不好。

right-victim-crime = 如果有人强迫或欺骗您去工作或卖身，这是对您的犯罪。
right-victim-help = 要求安全的地方、医生和建议。条约要求国家考虑这种帮助。
right-victim-private = 您的名字应当保密。
right-victim-smuggled = 他们不能只因为您被人偷带过境就惩罚您。
right-victim-torture = 如果官员折磨过您，您可以告他。他们必须很快调查。

right-returned-danger = 谁都不能把您送回您会被折磨或被杀的地方。
right-returned-alone = 他们必须单独决定您的事。不能一次赶走一整群人。
right-returned-reasons = 您可以说明为什么要留下，并请人再看这个决定。
right-returned-belongings = 您可以带走您的收入和东西。
right-returned-home = 您自己的国家必须让您回家。
right-returned-documents = 如果您被偷带或被贩卖，您的国家必须给您回家的证件。

treaty-vccr = 如果他们关您，您可以要求见领事馆。
treaty-iccpr = 谁都不能违法关您、伤您或罚您。
treaty-cat = 谁都不能折磨您，也不能送您回去受折磨。
treaty-opcat = 独立的人可以检查每个关人的地方。
treaty-crc = 每个孩子都有权利，不管有没有证件。
treaty-refugee-convention = 谁都不能把难民送回危险中。
treaty-icrmw = 外国工人有权利，不管有没有证件。
treaty-icescr = 您有权得到公平的工作、健康和上学。
treaty-trafficking-protocol = 买卖人是犯罪，受害者应当得到帮助。
treaty-cped = 谁都不能被秘密关押，家人可以问您在哪里。

limit-custody-decision = 必须决定是否继续关您
limit-judicial-control = 法官必须看为什么关您
limit-detention-review = 必须再检查能不能关您
limit-written-detention-reasons = 必须给您书面理由
limit-bail-reference = 法院必须看您能不能保释
limit-detention-maximum = 可以关您的最长时间
limit-removal-period = 最后命令之后送您走的时间
limit-post-order-custody-review = 最后命令之后，必须检查能不能关您
limit-removal-prospect-review = 过了这段时间，请法院看还能不能关您
limit-long-detention-reported = 必须送出报告，说明为什么还关着您
limit-pregnant-detention-maximum = 可以关孕妇的最长时间
limit-child-not-detained = 可以关孩子的最长时间
limit-child-authority-notified-on-apprehension = 必须把独自的孩子告诉儿童机构
limit-unaccompanied-child-transfer = 独自的孩子必须送到儿童机构
limit-border-child-screened = 必须检查边境上的孩子有没有危险
limit-representative-for-applicant-child = 申请庇护的独自的孩子必须有代表
limit-applicant-child-in-school = 申请庇护的孩子必须上学
limit-arrival-screening = 到达后的第一次检查必须结束
limit-border-procedure-end = 边境上的庇护程序必须结束
limit-family-reunification-decision = 必须决定您的家人能不能来

work-passport = 他们拿着您的护照或别的证件。
work-debt = 您必须做工还债，债却从不变少。
work-leave = 您不能离开那个地方或那份工作。
work-threat = 他们威胁您或您的家人。
work-promise = 工作和说好的不一样。
work-pay = 他们扣着您的工钱。
work-hours = 您做工太久，没有休息。
work-alone = 他们不让您见别人，或拿走您的手机。
work-fee = 谁都不应当让您花钱买工作。中介的钱应当由雇主出。
work-do = 如果有两个或更多信号，请求帮助。看打电话给谁。

family-redcross = 红十字会和红新月会寻找失散的家人。不收钱。
family-held = 您的家人可以问您是不是被关，关在哪里。
family-child = 如果孩子被带走，必须告诉家人孩子在哪里。
family-search = 国家必须寻找被强迫失踪的人。
family-plan = 出发前：选一个人，每周给他打电话。背下一个号码。
family-copy = 把您的照片和证件的复印件留给信任的人。
