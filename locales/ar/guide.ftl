# إطار الدليل. أسماء البلدان تقف وحدها أو بعد نقطتين دائمًا.

guide-brand = دليل الطريق
guide-lead = حقوقك والأخطار ومن تتصل به، في كل محطة. لا نسألك عن شيء. لا نحفظ شيئًا.
guide-skip = انتقل إلى النص
guide-exit = غادر هذه الصفحة
guide-exit-note = الزر يفتح موقعًا آخر. لا يمحو سجل هاتفك.
guide-languages = اللغات
guide-way = طريقك
guide-contents = في هذه الصفحة
guide-top = إلى الأعلى
guide-home = كل الطرق
guide-made = صُنعت في { $date }
guide-advice = هذه معلومات عامة، وليست مشورة قانونية. اسأل محاميًا عن حالتك.
guide-unreviewed = لم يراجع شخص ثانٍ هذه اللغة بعد.
guide-reviewed = راجع شخص ثانٍ هذه اللغة في { $date }.
guide-names = أسماء البلدان هي أسماء Unicode CLDR. لا نتخذ موقفًا من أي حدود أو اسم.
guide-unknown = لا نعرف.
guide-source = المصدر
guide-sources = المصادر
guide-as-of = حتى { $date }

guide-choose = اختر طريقك
guide-choose-note = اختر من القوائم. تبقى في الأسفل الصفحات المناسبة فقط. لا يُرسَل شيء.
guide-from = من
guide-through = عبر
guide-to = إلى
guide-any = أي بلد
guide-no-fit = لا توجد صفحة مناسبة؟ اختر «أي بلد» في إحدى القوائم، أو اقرأ صفحة «إن لم توجد صفحة لطريقك».
guide-countries = أسماء البلدان بلغات كثيرة
guide-countries-lead = ابحث عن بلدك بلغتك.

guide-role-origin = بلدك: قبل أن تغادر وحين تعود
guide-role-transit = في الطريق
guide-role-destination = حيث تريد أن تصل
guide-rights = حقوقك هنا
guide-rights-open = المس سطرًا لفتحه.

guide-chip-yes = تُلزم هذا البلد
guide-chip-maybe = لا نعرف هل تُلزم هذا البلد
guide-chip-no = لا تُلزم هذا البلد
guide-chip-then = لم تكن تُلزم هذا البلد في { $date }
guide-not-joined = معاهدة تطلب هذا أيضًا، لكن هذا البلد لم يكن قد انضم إليها:
guide-chip-declaration = إعلان وليس معاهدة
guide-chip-source = مصدر

guide-treaties = المعاهدات التي تُلزم هذا البلد
guide-treaties-note = المعاهدة وعد بين بلدان. ما نعرفه في { $date }:
guide-treaty-yes = تُلزم منذ: { $date }
guide-treaty-yes-between = تُلزم منذ يوم بين { $from } و{ $to }
guide-treaty-not-then = لم تكن تُلزم في { $date }. لا نعرف ما جاء بعد ذلك.
guide-treaty-soon = ستُلزم ابتداءً من: { $date }
guide-treaty-no = لا تُلزم
guide-treaty-unknown = لا نعرف هل تُلزم.
guide-territory = لم ينضم هذا المكان بنفسه إلى معاهدات. قد تسري هنا معاهدة عن طريق دولة أخرى. لا نعرف.

guide-limits = المهل هنا
guide-limits-note = بعض المهل لبعض الناس فقط. اسأل محاميًا أيها يسري عليك.
guide-limits-none = لا نعرف المهل هنا.
guide-limits-flux = القانون في هذا الأمر سيتغير قريبًا.
guide-limit-then = ثم: { $length }
guide-limit-every = ثم كل: { $length }
guide-unconfirmed = لم يؤكد محامٍ هذا بعد
guide-confirmed = أكد محامٍ هذا

guide-call = بمن تتصل
guide-call-none = لا نعرف جهة اتصال تم التحقق منها.
guide-call-lacking = لا نعرف: { $kinds }.
guide-call-old = مضى وقت طويل على التحقق.
guide-call-free = مجانًا
guide-checked-law = يذكره القانون. لم يتصل به أحد. قُرئ في { $date }
guide-checked-page = قُرئ في صفحته نفسها في { $date }
guide-checked-call = اتصل به شخص في { $date }
guide-kind-emergency = الطوارئ
guide-kind-consulate = القنصلية
guide-kind-ombudsman = مكتب حقوق الإنسان
guide-kind-legal-aid = مساعدة قانونية مجانية
guide-kind-tracing = البحث عن الأسرة
guide-kind-child = مساعدة الأطفال
guide-kind-labour = تفتيش العمل
guide-kind-trafficking = مساعدة ضحايا الاتجار بالبشر
guide-consulates = قنصليات بلدك
guide-consulates-note = قبل أن تغادر، اطلب الأرقام من وزارة خارجية بلدك. اكتبها هنا.
guide-directory = بمن تتصل: كل جهات الاتصال
guide-directory-lead = نعرض فقط جهات الاتصال التي نعرف مصدرها. مع كل منها يوم التحقق منها.

guide-risks = ما قد يحدث في هذا الطريق
guide-risks-count = الموتى والمفقودون في السجل: { $n }
guide-risks-period = العدّ من { $from } إلى { $to }
guide-risks-who = في السجل نساء: { $women }؛ رجال: { $men }؛ أطفال: { $children }. كثيرًا ما لم يكتب أحد ذلك.
guide-risks-causes = الأسباب في السجل
guide-risks-minimum = هذه أقل الأعداد. وفيات كثيرة لا يراها أحد.
guide-risks-blank = وفيات في السجل بلا طريق: { $n }
guide-risks-none = لا نعرف الأعداد في هذا الطريق.
guide-risks-old = لا نعرف ما حدث بعد { $date }.
guide-risks-advice-tell = أخبر شخصًا تثق به إلى أين تذهب ومتى ستتصل.
guide-risks-advice-water = الحر والبرد والماء تقتل. لا تركب قاربًا أو شاحنة ممتلئة أكثر من اللازم.
guide-risks-advice-guide = من يأخذ مالًا ليعبر بك قد يتركك وحدك. احتفظ بهاتفك وأوراقك معك.
guide-cause-drowning = الغرق
guide-cause-illness = مرض بلا دواء
guide-cause-vehicle = حوادث سيارات وشاحنات وقطارات
guide-cause-violence = العنف
guide-cause-nature = حر وبرد وعطش وجوع
guide-cause-other = غير ذلك
guide-cause-unknown = غير معروف

guide-note = انتبه
guide-note-former = { $code }: { $name }. هذا الرمز قديم. اليوم:
guide-note-former-none = { $code }: { $name }. هذا الرمز قديم، ولم يحل مكانه بلد.
guide-note-same = يبدأ الطريق وينتهي في البلد نفسه. تعرض هذه الصفحة حقوقك هناك.
guide-note-apart = { $from } – { $to }: لا حدود برية مشتركة، وأحدهما بلا بحر. لا يمكنك الذهاب مباشرة برًا أو بحرًا.
guide-note-repeated = البلد المكتوب مرتين متتاليتين يظهر مرة واحدة.

guide-work = العمل: علامات الخطر
guide-work-lead = قد تدل هذه العلامات على العمل القسري:
guide-family = إذا فُقد شخص
guide-family-note = اكتب هنا الرقم الذي تحفظه:

guide-save = احتفظ بهذه الصفحة أو أعطها لغيرك
guide-save-file = للاحتفاظ بها: احفظ هذه الصفحة في هاتفك. هي ملف واحد يعمل بلا شبكة.
guide-save-text = نص للرسائل
guide-save-read = نص للقراءة بصوت عالٍ
guide-save-sms = أرسل برسالة قصيرة
guide-save-whatsapp = أرسل بواتساب
guide-save-qr = امسح الرمز لفتح هذه الصفحة
guide-save-qr-text = امسح الرمز لتحصل على النص القصير بلا شبكة

guide-read-pause = انتهى هذا الجزء.
guide-read-hello = مرحبًا. يخبرك هذا النص بحقوقك في طريقك. يمكنك التوقف متى شئت.
guide-read-way = طريقك هو: { $way }.

guide-help = إن لم توجد صفحة لطريقك
guide-help-lead = ليست لدينا صفحة لهذا الطريق. هذه الحقوق وجهات الاتصال تفيد في كل مكان تقريبًا.
guide-help-unknown = لا نعرف هذا البلد: { $text }.
guide-help-nearest = هل تقصد: { $name }؟
guide-help-choose = اختر طريقك من جديد
