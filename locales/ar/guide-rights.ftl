# نصوص الحقوق. لقارئ بين التاسعة والحادية عشرة: جمل قصيرة وكلمات مألوفة.

situation-stopped = إذا أوقفوك
situation-detained = إذا حبسوك
situation-hurt = إذا أُصبت
situation-robbed = إذا سُرقت
situation-unpaid = إذا لم يدفعوا لك
situation-child = إذا كان طفلك معك
situation-alone = إذا كنت دون 18 سنة ووحدك
situation-victim = إذا استغلك أحد أو آذاك بشدة
situation-returned = إذا أعادوك

right-stopped-calm = ابقَ هادئًا. لا تهرب. لا تُظهر أوراقًا مزورة.
right-stopped-law = لا يجوز أن يتحققوا من هويتك إلا كما يقول القانون.
right-stopped-violence = لا يجوز لأحد أن يضربك أو يعذبك أو يذلك.
right-stopped-papers = لا يأخذ أوراقك إلا موظف رسمي، وعليه أن يعطيك إيصالًا. لا يجوز لأحد أن يتلف جواز سفرك.
right-stopped-asylum = إذا كنت في خطر في بلدك، يمكنك أن تطلب اللجوء. قل: «أطلب اللجوء».

right-detained-why = يجب أن يقولوا لك لماذا يحبسونك، بكلمات تفهمها.
right-detained-consulate = يمكنك أن تطلب إبلاغ قنصليتك. يجب أن يخبروك بهذا الحق دون تأخير.
right-detained-fear = إذا كنت تخاف من حكومتك، فاسأل محاميًا قبل أن تكلم قنصليتك.
right-detained-court = يمكنك أن تطلب من محكمة أن تقول بسرعة هل يجوز حبسك.
right-detained-contact = يمكن لأسرتك أن تزورك. يمكنك أن تكلم محاميًا.
right-detained-respect = يجب أن يعاملوك باحترام، كإنسان.
right-detained-visitors = قد يأتي زوار مستقلون ليروا كيف تُعامل. يمكنك أن تكلمهم على انفراد. لا يجوز لأحد أن يعاقبك على ذلك.
right-detained-sign = لا توقّع ما لا تستطيع قراءته. اطلب مترجمًا.

right-hurt-call = إذا كانت حياة في خطر، فاتصل برقم الطوارئ أولًا.
right-hurt-urgent = لا يجوز أن يرفضوا علاجك العاجل لأنك بلا أوراق.
right-hurt-health = لكل إنسان حق في الصحة.
right-hurt-protect = على الدولة أن تحميك من عنف الموظفين وغيرهم.
right-hurt-proof = اطلب من الطبيب ورقة عن جروحك. احفظها جيدًا.

right-robbed-justice = إذا انتهك أحد حقوقك، يمكنك أن تطلب العدل من محكمة أو مكتب.
right-robbed-officials = هذا يسري حتى لو فعله موظف رسمي.
right-robbed-courts = أمام المحكمة أنت مساوٍ للجميع.
right-robbed-consulate = قد تساعدك قنصليتك. اطلب منها أوراقًا جديدة.
right-robbed-note = اكتب اليوم والمكان وما أخذوه. اكتب الأسماء والأرقام.

right-unpaid-fair = لكل إنسان حق في أجر عادل وعمل آمن.
right-unpaid-equal = للعمل نفسه يجب أن تنال أجر أهل هذا البلد، حتى بلا أوراق.
right-unpaid-union = يمكنك أن تنضم إلى نقابة وتطلب مساعدتها.
right-unpaid-leave = إذا كان عليك أن تغادر البلد، يمكنك أن تطالب بأجرك مع ذلك.
right-unpaid-note = اكتب أيامك وساعاتك وأجرك. احتفظ برسائل العمل وصوره.

right-child-best = مصلحة طفلك يجب أن يكون لها وزن كبير في كل قرار.
right-child-together = لا يجوز أن يأخذوا طفلك منك، إلا إذا سمح القانون وكان ذلك أفضل للطفل.
right-child-held = لا يجوز حبس طفل إلا إذا لم ينفع شيء آخر، ولأقصر وقت.
right-child-school = لكل طفل حق في المدرسة. المدرسة الابتدائية مجانية.
right-child-birth = الطفل الذي يولد في الطريق يجب أن يُسجَّل وأن يكون له اسم.

right-alone-say = قل: «عمري أقل من 18 سنة وأنا وحدي».
right-alone-care = على الدولة أن تحميك وترعاك.
right-alone-heard = يمكنك أن تقول رأيك، وعليهم أن يسمعوك.
right-alone-family = إذا طلبت اللجوء، فعليهم أن يساعدوا في إيجاد أسرتك.
right-alone-lawyer = إذا حبسوك، فلك حق في مساعدة سريعة من محامٍ.
right-alone-adults = عليهم أن يبعدوك عن الكبار، إلا إذا كان ذلك سيئًا لك.

right-victim-crime = إذا أجبرك أحد أو خدعك لتعمل أو للجنس، فهذه جريمة ضدك.
right-victim-help = اطلب مكانًا آمنًا وطبيبًا ونصيحة. تطلب المعاهدة من الدول أن تفكر في هذه المساعدة.
right-victim-private = ينبغي أن يبقى اسمك سرًا.
right-victim-smuggled = لا يجوز أن يعاقبوك لمجرد أن أحدًا هرّبك.
right-victim-torture = إذا عذبك موظف رسمي، يمكنك أن تشتكي. عليهم أن ينظروا في ذلك بسرعة.

right-returned-danger = لا يجوز لأحد أن يعيدك إلى مكان تُعذَّب فيه أو تُقتل.
right-returned-alone = يجب أن يقرروا في حالتك وحدك. لا يجوز طرد مجموعة كاملة دفعة واحدة.
right-returned-reasons = يمكنك أن تقول لماذا يجب أن تبقى، وأن تطلب النظر في القرار من جديد.
right-returned-belongings = يمكنك أن تأخذ معك ما كسبته وأشياءك.
right-returned-home = على بلدك أن يسمح لك بالعودة.
right-returned-documents = إذا هرّبك أحد أو باعك، فعلى بلدك أن يعطيك أوراقًا للعودة.

treaty-vccr = إذا حبسوك، يمكنك أن تطلب قنصليتك.
treaty-iccpr = لا يجوز لأحد أن يحبسك أو يؤذيك أو يعاقبك خارج القانون.
treaty-cat = لا يجوز لأحد أن يعذبك أو يعيدك إلى التعذيب.
treaty-opcat = يمكن لزوار مستقلين أن يفحصوا كل مكان يُحبس فيه الناس.
treaty-crc = لكل طفل حقوق، بأوراق أو بلا أوراق.
treaty-refugee-convention = لا يجوز لأحد أن يعيد لاجئًا إلى الخطر.
treaty-icrmw = للعمال من بلدان أخرى حقوق، بأوراق أو بلا أوراق.
treaty-icescr = لك حقوق في عمل عادل وفي الصحة وفي المدرسة.
treaty-trafficking-protocol = التجارة بالبشر جريمة، وينبغي أن تُقدَّم المساعدة لضحاياها.
treaty-cped = لا يجوز حبس أحد سرًا، ويمكن للأسر أن تسأل أين أنت.

limit-custody-decision = يجب أن يقرروا هل يستمرون في حبسك
limit-judicial-control = يجب أن ينظر قاضٍ لماذا يحبسونك
limit-detention-review = يجب أن يتحققوا من جديد هل يجوز حبسك
limit-written-detention-reasons = يجب أن يعطوك الأسباب مكتوبة
limit-bail-reference = يجب أن تنظر محكمة هل تخرج بكفالة
limit-detention-maximum = أطول وقت يجوز أن يحبسوك فيه
limit-removal-period = الوقت لإبعادك بعد الأمر النهائي
limit-post-order-custody-review = بعد الأمر النهائي، يجب أن يتحققوا هل يجوز حبسك
limit-removal-prospect-review = بعد هذا الوقت، اسأل محكمة هل يجوز أن يحبسوك أكثر
limit-long-detention-reported = يجب إرسال تقرير عن سبب استمرار حبسك
limit-pregnant-detention-maximum = أطول وقت يجوز فيه حبس امرأة حامل
limit-child-not-detained = أطول وقت يجوز فيه حبس طفل
limit-child-authority-notified-on-apprehension = يجب إبلاغ مكتب الأطفال عن طفل وحده
limit-unaccompanied-child-transfer = يجب أن يذهب الطفل الذي هو وحده إلى مكتب الأطفال
limit-border-child-screened = يجب أن يتحققوا هل الطفل عند الحدود في خطر
limit-representative-for-applicant-child = يجب أن يكون للطفل الذي هو وحده ويطلب اللجوء من يمثله
limit-applicant-child-in-school = يجب أن يكون الطفل الذي يطلب اللجوء في المدرسة
limit-arrival-screening = يجب أن ينتهي الفحص الأول بعد الوصول
limit-border-procedure-end = يجب أن ينتهي إجراء اللجوء عند الحدود
limit-family-reunification-decision = يجب أن يقرروا هل يمكن لأسرتك أن تلحق بك

work-passport = يحتفظون بجواز سفرك أو أوراق أخرى.
work-debt = عليك أن تعمل لتسدد دينًا لا ينقص أبدًا.
work-leave = لا يجوز لك أن تترك المكان أو العمل.
work-threat = يهددونك أو يهددون أسرتك.
work-promise = العمل ليس ما وُعدت به.
work-pay = يحجزون أجرك.
work-hours = تعمل ساعات طويلة جدًا بلا راحة.
work-alone = يبعدونك عن الناس أو يأخذون هاتفك.
work-fee = لا ينبغي لأحد أن يجعلك تدفع لتحصل على عمل. ينبغي لصاحب العمل أن يدفع للوسيط.
work-do = إذا انطبقت علامتان أو أكثر، فاطلب المساعدة. انظر بمن تتصل.

family-redcross = يبحث الصليب الأحمر والهلال الأحمر عن أفراد الأسر المفقودين. هذا مجاني.
family-held = يمكن لأسرتك أن تسأل هل أنت محبوس وأين.
family-child = إذا أخذوا طفلًا من أسرة، فعليهم أن يقولوا للأسرة أين هو.
family-search = على الدول أن تبحث عن الأشخاص الذين أُخفوا قسرًا.
family-plan = قبل أن تغادر: اختر شخصًا تتصل به كل أسبوع. احفظ رقمًا واحدًا.
family-copy = اترك صورة لك ونسخًا من أوراقك عند شخص تثق به.
