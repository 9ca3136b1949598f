# ترجمة غير مراجَعة: لم يتحقق منها بعدُ أي قانوني أو مترجم.

cli-summary = ملخص
cli-cases = القضايا: { $n }
cli-events = الوقائع: { $n }
cli-rows = الصفوف: { $read } مقروءة، { $accepted } مقبولة، { $refused } مرفوضة
cli-clocks = الساعات: { $n }، ينطبق منها { $applicable }
cli-written = كُتب: { $path }
cli-report = افتح التقرير في متصفح: { $path }
cli-explain = لمعرفة السبب: { $command }
cli-invented = كل الأشخاص والوقائع في هذا العرض مختلقة.
worklist-overdue = فات الموعد
worklist-soon = موعده قريب
worklist-cannot-tell = لا يمكن القول
worklist-empty = لا شيء هنا.
worklist-more = { $n ->
    [zero] … ولا غيرها ({ $n })
    [one] … وواحدة أخرى
    [two] … واثنتان أخريان
    [few] … و{ $n } أخرى
    [many] … و{ $n } أخرى
   *[other] … و{ $n } أخرى
}
column-due = الموعد
column-late-by = التأخير
column-left = الوقت الباقي
column-clock = الساعة
