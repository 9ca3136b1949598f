# ترجمة غير مراجَعة: لم يتحقق منها بعدُ أي قانوني أو مترجم. الأرقام غربية كما في السجلات.


month-1 = كانون الثاني/يناير
month-2 = شباط/فبراير
month-3 = آذار/مارس
month-4 = نيسان/أبريل
month-5 = أيار/مايو
month-6 = حزيران/يونيه
month-7 = تموز/يوليه
month-8 = آب/أغسطس
month-9 = أيلول/سبتمبر
month-10 = تشرين الأول/أكتوبر
month-11 = تشرين الثاني/نوفمبر
month-12 = كانون الأول/ديسمبر
date = { $day } { $month } { $year }
date-time = { $date }، { $time }
in-zone = { $when } ({ $zone })
in-utc = { $when } بالتوقيت العالمي
list-separator = ،{" "}

span-between = وقت بين { $from } و{ $to }
span-day = { $day } (الساعة غير معروفة)
span-days = يوم بين { $from } و{ $to }
span-until = { $to } أو قبله
span-from = { $from } أو بعده
span-open = وقت غير معروف
doubt-uncertain = المصدر غير متأكد
doubt-approximate = تقدير
doubt-both = تقدير، والمصدر غير متأكد

duration-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
duration-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
duration-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
duration-seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
}
duration-two = { $first } و{ $second }
duration-range = { $least } إلى { $most }

length-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
length-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
length-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
length-working-days = { $n ->
    [zero] { $n } يوم عمل
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $n } أيام عمل
    [many] { $n } يوم عمل
   *[other] { $n } يوم عمل
}
length-weeks = { $n ->
    [zero] { $n } أسبوع
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { $n } أسابيع
    [many] { $n } أسبوعًا
   *[other] { $n } أسبوع
}
length-months = { $n ->
    [zero] { $n } شهر
    [one] شهر واحد
    [two] شهران
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
}
length-years = { $n ->
    [zero] { $n } سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
}
length-plus = { $so-far } ثم تُضاف { $next }
length-then = { $so-far }، ثم { $next }
length-every = { $so-far }، ثم مرة أخرى بعد كل { $next }

answer-yes = نعم
answer-no = لا
answer-unknown = غير معروف
value-withdrawn = مسحوب

state-not-applicable = لا ينطبق
state-pending = مستحق، والوقت باقٍ
state-discharged = أُنجز في الوقت
state-discharged-late = أُنجز متأخرًا
state-overdue = فات الموعد
state-ended = انتهى ولم يفت شيء
state-tolled = المهلة موقوفة
state-undetermined = لا يمكن القول

meaning-not-applicable = لا ينشأ الواجب في هذه القضية.
meaning-pending = الواجب قائم ولم ينقضِ موعده.
meaning-discharged = تم العمل قبل انتهاء الموعد.
meaning-discharged-late = تم العمل بعد انتهاء الموعد.
meaning-overdue = انقضى الموعد ولم يتم العمل.
meaning-ended = انتهت الحالة قبل الموعد، فلم يعد شيء مستحقًا.
meaning-tolled = القانون يوقف المهلة لفترة.
meaning-undetermined = تنقص واقعة أو هي غامضة. لا يصدر حكم.

cause-no-trigger = لا شيء مسجَّل تبدأ به هذه المهلة.
cause-not-requested = ينشأ الواجب بناء على طلب، ولم يُقدَّم طلب.
cause-limit-not-in-force = لم يكن الحد ساريًا في ذلك اليوم.
cause-condition-not-met = لا يتحقق الشرط الخاص بالشخص أو بالوقائع.
cause-not-bound = لم تكن الدولة ملزمة بالمعاهدة.
cause-excepted = ينطبق استثناء سُجِّل سببه.
cause-time-left = لم يحن انتهاء الموعد بعد.
cause-act-in-time = تم العمل في الوقت.
cause-act-late = تم العمل بعد انتهاء الموعد.
cause-no-act-by-deadline = انقضى الموعد دون العمل.
cause-ended-in-time = انتهت الحالة قبل الموعد.
cause-ended-late = لم تنتهِ الحالة إلا بعد الموعد.
cause-stopped = المهلة موقوفة.
cause-request-unknown = لا يُعرف هل قُدِّم طلب.
cause-validity-unknown = سريان الحد يتوقف على تاريخ غامض.
cause-condition-unknown = لا يُعرف هل يتحقق الشرط.
cause-bond-unknown = لا يُعرف هل كانت الدولة ملزمة بالمعاهدة.
cause-day-missing = ليس في الشهر هذا اليوم، ولا يقول القانون ما الذي يُحسب عندئذ.
cause-calendar-uncovered = عطلات تلك السنة غير معروفة.
cause-contradiction = التواريخ متناقضة.
cause-vague = الأوقات أغمض من أن يُحكم بها.
cause-source-silent = لا يسجل المصدر هل حدث هذا.
cause-doubtful = أحد التواريخ مشكوك فيه، ولا يجوز أن يقوم عليه حكم.
cause-too-many = عدد التكرارات أكبر مما يُدرج.

kind-law = قانون
kind-policy = سياسة إدارية
kind-standard = معيار (غير ملزم بذاته)

confirmed = أكده قانوني
unconfirmed = لم يؤكده قانوني
unconfirmed-short = غير مؤكد
not-legal-advice = هذه ليست مشورة قانونية.
