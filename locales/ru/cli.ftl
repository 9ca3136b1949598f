# Непроверенный перевод: его ещё не смотрел ни юрист, ни переводчик.

cli-summary = Итог
cli-cases = Дела: { $n }
cli-events = События: { $n }
cli-rows = Строки: прочитано { $read }, принято { $accepted }, отклонено { $refused }
cli-clocks = Часы: { $n }, из них применяются { $applicable }
cli-written = Записано: { $path }
cli-report = Откройте отчёт в браузере: { $path }
cli-explain = Чтобы узнать почему: { $command }
cli-invented = Все люди и события в этом примере выдуманы.
worklist-overdue = Просрочено
worklist-soon = Скоро срок
worklist-cannot-tell = Нельзя сказать
worklist-empty = Здесь ничего нет.
worklist-more = { $n ->
    [one] … и ещё { $n }
    [few] … и ещё { $n }
    [many] … и ещё { $n }
   *[other] … и ещё { $n }
}
column-due = Срок
column-late-by = Опоздание
column-left = Осталось
column-clock = Часы
