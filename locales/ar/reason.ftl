# ترجمة غير مراجَعة: لم يتحقق منها بعدُ أي قانوني أو مترجم.

sentence-overdue = فات الموعد: «{ $duty }». الموعد: { $due }. لم يُسجَّل شيء حتى: { $as-of }.
sentence-overdue-ended = فات الموعد: «{ $duty }». الموعد: { $due }. لم تنتهِ الحالة إلا بعد ذلك، ولم يتم العمل في الوقت.
sentence-pending = مستحق: «{ $duty }». الموعد: { $due }. الوقت الباقي: { $left }.
sentence-pending-asks = اسأل الآن: «{ $duty }». الموعد: { $due }. مضت العتبة الأولى. الوقت الباقي: { $left }.
sentence-discharged = أُنجز في الوقت: «{ $duty }». الموعد: { $due }. وقت الإنجاز: { $done }.
sentence-discharged-late = أُنجز متأخرًا: «{ $duty }». الموعد: { $due }. وقت الإنجاز: { $done }.
sentence-ended = انتهى: «{ $duty }». لم يعد شيء مستحقًا. انتهت الحالة في الوقت.
sentence-tolled = موقوف: مهلة «{ $duty }» متوقفة. الوقت المتبقي منها: { $left }.
sentence-undetermined = لا يمكن القول: «{ $duty }». { $cause }
sentence-not-applicable = لا ينطبق: «{ $duty }». { $cause }
no-deadline = (لا موعد)

node-paragraphs = تطلبه: { $paragraphs }
node-articles = يستند إلى
node-article = { $article }: { $summary }
node-limit = الحد: { $length } ({ $title })
node-threshold = عتبة سياسة، وليست رقمًا في القانون: { $length } ({ $title })
node-ask = يُسأل بعد: { $length }
node-source = المصدر: { $source }
node-kind = القوة: { $kind }
node-note = ملاحظة: { $note }
node-in-flux = القانون يتغير الآن: { $text }
node-place = المكان: { $place }؛ المنطقة الزمنية { $zone }؛ التقويم: { $calendar }
node-trigger = ما تبدأ به المهلة
node-trigger-none = غير مسجَّل: { $kinds }
node-event = { $event }: { $when }
node-event-value = { $event } ({ $value }): { $when }
node-recorded = وقت التدوين: { $when }
node-corrects = يصحح قيدًا سابقًا
node-starts = تبدأ المهلة: { $when }
node-request = هل طُلب ذلك؟ { $answer } ({ $kind })
node-in-force = هل كان الحد ساريًا؟ { $answer }
node-valid-from = سارٍ منذ: { $day }
node-valid-to = سارٍ حتى: { $day }
node-condition = هل يتحقق الشرط؟ { $answer }
node-bound = هل كانت الدولة ملزمة في ذلك اليوم؟ { $answer }
node-bond = { $treaty }، { $state }: ملزمة منذ { $from } ({ $action })
node-bond-ended = { $treaty }، { $state }: ملزمة منذ { $from } ({ $action }) حتى { $to }
node-bond-none = { $treaty }، { $state }: لا قيد في جدول المعاهدات
node-treaty-table = تاريخ جدول المعاهدات: { $day }
node-starts-with-bond = يبدأ الواجب حين تُلزم المعاهدة: { $when }
node-ceased = لم تعد المعاهدة ملزمة: { $when }

action-signature = توقيع
action-ratification = تصديق
action-accession = انضمام
action-succession = خلافة
action-acceptance = قبول
action-approval = موافقة
action-withdrawal = انسحاب

condition-always = بلا شرط: { $answer }
condition-all = كل ما يلي: { $answer }
condition-any = واحد مما يلي: { $answer }
condition-not = ليس ما يلي: { $answer }
condition-fact = «{ $kind }» هو { $values }: { $answer }
condition-age = أصغر من { $age }: { $answer }
condition-foreign = ليس من مواطني الدولة: { $answer }
condition-listed = الجنسية في القائمة «{ $list }»: { $answer }
condition-happened = حدث واحد من { $kinds }: { $answer }
condition-from = مأخوذ من { $event }: { $when }
condition-from-value = مأخوذ من { $event } ({ $value }): { $when }
condition-nothing = لا شيء مسجَّل

node-stay = إقامة سابقة، من { $from } إلى { $to }: { $served }
node-stay-open = إقامة سابقة، من { $from }، ولم تُسجَّل نهايتها: { $served }
node-due = الحساب: { $length } من { $from }
node-due-plus = ثم تُضاف: { $length }
node-due-nth = الحساب، رقم { $instance }: { $length } من { $from }
node-due-grid = على جدول ثابت من تلك البداية، مجموع خطواته: { $steps }
node-count-earliest = من أبكر بداية ممكنة
node-count-latest = من آخر بداية ممكنة
step-open = البداية مفتوحة، فالموعد مفتوح أيضًا.
step-start = البداية: { $when }
step-day-excluded = يوم الواقعة لا يُحسب: { $day }
step-day-counted = يوم الواقعة هو اليوم 1: { $day }
step-elapsed = مرور { $length } يؤدي إلى: { $when }
step-holiday = عطلة لا تُحسب: { $day }
step-holiday-named = عطلة لا تُحسب: { $day } ({ $name })
step-weekend = { $n ->
    [zero] لا أيام عطلة أسبوعية بين الأيام ({ $n })
    [one] يوم عطلة أسبوعية واحد لا يُحسب
    [two] يوما عطلة أسبوعية لا يُحسبان
    [few] { $n } أيام عطلة أسبوعية لا تُحسب
    [many] { $n } يوم عطلة أسبوعية لا تُحسب
   *[other] { $n } يوم عطلة أسبوعية لا تُحسب
}
step-added = إضافة { $length } تؤدي إلى: { $day }
step-rounded = إضافة { $length } تؤدي إلى يوم ليس في ذلك الشهر؛ يُحسب مكانه: { $day }
step-day-before = يوم الواقعة محسوب، فاليوم الأخير هو: { $day }
step-rolled-weekend = { $from } يوم عطلة أسبوعية؛ تنتهي المهلة في يوم العمل التالي: { $to }
step-rolled-holiday = { $from } يوم عطلة؛ تنتهي المهلة في يوم العمل التالي: { $to }
step-not-rolled = { $day } ليس يوم عمل، لكن الحد الأقصى للاحتجاز لا يؤخَّر أبدًا.
step-end-of-day = تنتهي المهلة مع آخر ثانية من ذلك اليوم: { $when }
step-clock-time = تنتهي المهلة في الساعة نفسها: { $when }
step-stuck-day = ليس في الشهر هذا اليوم، ولا يقول القانون ما الذي يُحسب عندئذ.
step-stuck-calendar = العطلات غير معروفة لهذا اليوم: { $day }.

node-deadline = الموعد النهائي: { $when }
node-deadline-utc = بالتوقيت العالمي: { $when }
node-extended = مُدِّدت المهلة، { $event }: من { $from } إلى { $to }
node-extended-late = تمديد جاء متأخرًا ولا أثر له: { $event }
node-tolled = وقت لا يُحسب نقل الموعد: من { $from } إلى { $to }
node-stopped = المهلة متوقفة منذ: { $when }
node-excepted = استثناء سُجِّل سببه: { $event }
node-act = تم: { $event }
node-act-none = العمل غير مسجَّل: { $kinds }
node-act-ignored = لا يُعد هو العمل: { $event }
node-end = انتهى: { $event }
node-end-ceased = انتهى مع المعاهدة: { $when }
node-as-of = الحالة في: { $when }
node-as-known = فقط ما دُوِّن حتى: { $when }
node-answer = الجواب: { $state }. { $cause }
node-margin-left = الفسحة قبل الموعد: { $left }
node-margin-late = التأخير: { $late }
node-margin-range = الفسحة قبل الموعد، على الأقل وعلى الأكثر (السالب تأخير): { $least }؛ { $most }
minus = −{ $amount }
node-missing = ما ينقص، وما يحسم الأمر
missing-time = الوقت الدقيق لـ«{ $kind }»: ابحث عن وثيقة فيها التاريخ والساعة.
missing-happened = هل حدث هذا: «{ $kind }». اسأل السلطة أو ابحث في سجل آخر.
missing-value = هذه الواقعة: «{ $kind }». اسأل أو ابحث عن وثيقة تذكرها.
missing-treaty = هل كانت الدولة ملزمة في ذلك اليوم: راجع سجلات وديع المعاهدة.
missing-rounding = كيف يحسب القانون حين لا يكون في الشهر هذا اليوم: اسأل قانونيًا.
missing-calendar = عطلات تلك السنة: أضفها إلى ملف التقويم.

node-conventions = اختيارات يمكن الجدال فيها
convention-event-day = يوم الواقعة لا يُحسب.
convention-hours = الساعات هي الساعات التي مرت؛ تغيير التوقيت لا يطيلها ولا يقصرها.
convention-rounding-down = حين لا يكون في الشهر هذا اليوم يُحسب آخر أيامه.
convention-rounding-up = حين لا يكون في الشهر هذا اليوم يُحسب أول الشهر التالي.
convention-ended-late = انتهاء الحالة بعد الموعد لا يمحو التأخير.
convention-exception = الاستثناء الذي سُجِّل سببه يُسقط الواجب.
convention-birthday = من وُلد في 29 شباط/فبراير يكون عيد ميلاده 1 آذار/مارس في السنوات الأخرى.
convention-tolling-days = يُحسب التوقف من أول تاريخ إلى آخر تاريخ، أيامًا كاملة.
convention-unconfirmed = لم يؤكد أي قانوني هذا الحد.
convention-threshold = الرقم عتبة سياسة لمعيار لا رقم له.
