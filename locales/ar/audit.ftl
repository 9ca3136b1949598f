# ترجمة غير مراجَعة: لم يتحقق منها بعدُ أي قانوني أو مترجم.

report-title = الواجبات تجاه المهاجرين: تدقيق
report-skip = انتقل إلى المحتوى
report-contents = المحتويات

about-heading = ما هذا
about-text = يقرأ هذا التقرير السجلات ويقول أي واجبات نشأت عنها، ومتى موعدها، وهل أُديت. الواجبات من قرار الجمعية العامة للأمم المتحدة 65/212 «حماية المهاجرين» ومن الصكوك التي يستند إليها.
about-clock = الساعة هي حدٌّ واحد لواجب واحد في قضية واحدة. المراجعة التي تتكرر لها ساعة في كل مرة.
about-as-of = الحالة في: { $when }
about-known = فقط ما دُوِّن حتى: { $when }
about-known-all = كل القيود محسوبة، أيًّا كان وقت تدوينها.
about-jurisdiction = قانون: { $jurisdiction }
about-in-flux = تنبيه: هذا القانون يتغير الآن
interpretation-heading = كيف قُرئت السجلات
interpretation-warning = قراءة صف واحد على أنه موعد واحد تفسير. وهو مكتوب هنا لكي يمكنك أن تخالفه.
interpretation-none = لا يشرح ملف المطابقة كيف يقرأ السجلات.

headline-heading = الأرقام الرئيسية
headline-cases = القضايا
headline-events = الوقائع
headline-clocks = الساعات
headline-applicable = الساعات التي تنطبق
unit-clocks = الوحدة: ساعة لكل حد
unit-rows = الوحدة: صفوف
unit-notes = الوحدة: صفوف، ما لم يذكر السطر ساعات

states-heading = الواجبات وحالاتها
states-caption = الساعات حسب الواجب والحالة
states-chart = أشرطة: الساعات حسب الواجب والحالة
group-heading = حسب { $group }
group-caption = الساعات حسب { $group } والحالة
group-chart = أشرطة: الساعات حسب { $group } والحالة
group-others = { $n ->
    [zero] لا مجموعات أخرى ({ $n })
    [one] مجموعة أخرى واحدة
    [two] مجموعتان أخريان معًا
    [few] { $n } مجموعات أخرى معًا
    [many] { $n } مجموعة أخرى معًا
   *[other] { $n } مجموعة أخرى معًا
}
group-unknown = غير مسجَّل
column-duty = الواجب
column-limit = الحد
column-state = الحالة
column-meaning = المعنى
column-applicable = مجموع ما ينطبق
column-count = العدد
column-share = النسبة مما ينطبق
column-group = المجموعة
chart-table = الأرقام نفسها في جدول
chart-shares = كل شريط هو 100 % من الساعات التي تنطبق. والرقم في آخره يقول كم هي.
chart-desc = الجدول أدناه فيه الأرقام نفسها.
chart-empty = لا شيء للرسم.
legend-heading = ما معنى الحالات

margin-heading = مبكرًا أو متأخرًا، وبكم
margin-text = الوقت بين العمل والموعد. وحيث لم يتم شيء: بين الموعد ونهاية الحالة أو يوم هذا التقرير.
margin-chart = أعمدة: الساعات حسب الوقت قبل الموعد أو بعده
margin-late-more = تأخير أكثر من { $length }
margin-late = تأخير من { $from } إلى { $to }
margin-late-first = تأخير حتى { $to }
margin-early-first = تبكير حتى { $to }
margin-early = تبكير من { $from } إلى { $to }
margin-early-more = تبكير { $length } أو أكثر
margin-vague = ساعات تُركت لأن أوقاتها غامضة جدًّا: { $n }
column-margin = الوقت قبل الموعد أو بعده
column-done = أُنجز
column-not-done = لم يُنجز
margin-axis-late = أيام التأخير
margin-axis-early = أيام التبكير

missing-heading = ما ينبغي السؤال عنه
missing-text = هذه الوقائع تحسم الساعات التي لا يمكن القول فيها. وقد تنقص الساعة عدة وقائع.
missing-caption = الساعات التي لا يمكن القول فيها، حسب الواقعة الناقصة
missing-nothing = لا تنقص أي واقعة.
column-missing = الواقعة الناقصة
causes-caption = الساعات التي لا يمكن القول فيها، حسب السبب
column-cause = السبب

quality-heading = جودة البيانات
quality-caption = الصفوف المقروءة والمقبولة والمرفوضة
quality-read = صفوف مقروءة
quality-accepted = صفوف مقبولة
quality-refused = صفوف مرفوضة
quality-refusals-caption = الصفوف المرفوضة حسب السبب
quality-notes-caption = الشكوك والتناقضات التي وُجدت
quality-contradictions = ساعات تواريخها متناقضة
quality-none-refused = لم يُرفض أي صف.
column-reason = السبب
column-note = ما وُجد

law-heading = القانون المستخدم
law-caption = كل حد مع مصدره
law-unconfirmed = { $n ->
    [zero] لا حدود مستخدمة هنا بلا تأكيد ({ $n }).
    [one] حد واحد مستخدم هنا لم يؤكده قانوني. نتائجه مؤقتة.
    [two] حدان مستخدمان هنا لم يؤكدهما قانوني. نتائجهما مؤقتة.
    [few] { $n } حدود مستخدمة هنا لم يؤكدها قانوني. نتائجها مؤقتة.
    [many] { $n } حدًّا مستخدمًا هنا لم يؤكدها قانوني. نتائجها مؤقتة.
   *[other] { $n } حد مستخدم هنا لم يؤكدها قانوني. نتائجها مؤقتة.
}
law-all-confirmed = كل حد مستخدم هنا أكده قانوني.
law-treaties = تاريخ جدول المعاهدات: { $day }
law-threshold = عتبة سياسة، وليست رقمًا في القانون
column-source = المصدر
column-kind = القوة
column-confirmed = مؤكد
column-paragraph = الفقرة

privacy-heading = الأعداد الصغيرة
privacy-suppressed = الأعداد من 1 إلى 4 تُكتب «{ $mark }» أو تُترك. والمجموع الذي يكشفها يُكتب بعلامة «على الأقل».
privacy-not-safe = هذه حماية بسيطة. بمقارنة الجداول أو بمصادر أخرى قد يُعرف عدد مخفي. لا تعدّ هذا التقرير آمنًا للنشر.
privacy-exact = يعرض هذا التقرير الأعداد الصغيرة كما هي. قد يُعرف منها أشخاص: يجب ألا يخرج من المكتب.
privacy-hidden = { $n ->
    [zero] لا عدد مخفي في هذا التقرير ({ $n }).
    [one] عدد واحد مخفي في هذا التقرير.
    [two] عددان مخفيان في هذا التقرير.
    [few] { $n } أعداد مخفية في هذا التقرير.
    [many] { $n } عددًا مخفيًّا في هذا التقرير.
   *[other] { $n } عدد مخفي في هذا التقرير.
}
small-count = أقل من { $limit }
at-least = { $n } على الأقل

made-heading = كيف أُعد هذا التقرير
made-caption = الملفات وبصماتها
made-program = البرنامج: { $name } { $version }
made-law = مجلد القانون
made-map = ملف المطابقة
made-input = السجلات: { $name }
column-file = الملف
column-digest = SHA-256
column-size = الصفوف
footer-titles = عناوين الواجبات والوقائع بالإنكليزية إلى أن تُترجم.
footer-translation = هذه الترجمة غير مراجَعة.
