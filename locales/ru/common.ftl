# Непроверенный перевод: его ещё не смотрел ни юрист, ни переводчик.


month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
date = { $day } { $month } { $year } г.
date-time = { $date }, { $time }
in-zone = { $when } ({ $zone })
in-utc = { $when } UTC
list-separator = ,{" "}

span-between = между { $from } и { $to }
span-day = { $day } (время суток неизвестно)
span-days = один из дней: { $from } – { $to }
span-until = { $to } или раньше
span-from = { $from } или позже
span-open = неизвестное время
doubt-uncertain = источник не уверен
doubt-approximate = оценка
doubt-both = оценка, и источник не уверен

duration-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
}
duration-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
    [many] { $n } часов
   *[other] { $n } часа
}
duration-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
    [many] { $n } минут
   *[other] { $n } минуты
}
duration-seconds = { $n ->
    [one] { $n } секунда
    [few] { $n } секунды
    [many] { $n } секунд
   *[other] { $n } секунды
}
duration-two = { $first } { $second }
duration-range = { $least } – { $most }

length-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
    [many] { $n } минут
   *[other] { $n } минуты
}
length-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
    [many] { $n } часов
   *[other] { $n } часа
}
length-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
}
length-working-days = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
    [many] { $n } рабочих дней
   *[other] { $n } рабочих дня
}
length-weeks = { $n ->
    [one] { $n } неделя
    [few] { $n } недели
    [many] { $n } недель
   *[other] { $n } недели
}
length-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
    [many] { $n } месяцев
   *[other] { $n } месяца
}
length-years = { $n ->
    [one] { $n } год
    [few] { $n } года
    [many] { $n } лет
   *[other] { $n } года
}
length-plus = { $so-far } и ещё { $next }
length-then = { $so-far }, затем { $next }
length-every = { $so-far }, затем снова через каждые: { $next }

answer-yes = да
answer-no = нет
answer-unknown = неизвестно
value-withdrawn = отозвано

state-not-applicable = Не применяется
state-pending = Предстоит, время есть
state-discharged = Сделано в срок
state-discharged-late = Сделано с опозданием
state-overdue = Просрочено
state-ended = Закончено, ничего не пропущено
state-tolled = Срок остановлен
state-undetermined = Нельзя сказать

meaning-not-applicable = В этом деле обязанность не возникает.
meaning-pending = Обязанность открыта, и срок не прошёл.
meaning-discharged = Действие сделано до конца срока.
meaning-discharged-late = Действие сделано после конца срока.
meaning-overdue = Срок прошёл, а действие не сделано.
meaning-ended = Ситуация закончилась до конца срока, и больше ничего не требуется.
meaning-tolled = Закон на время останавливает срок.
meaning-undetermined = Факта не хватает, или он неточен. Вывод не делается.

cause-no-trigger = Ничто из записанного не начинает этот срок.
cause-not-requested = Обязанность возникает по просьбе, а просьбы не было.
cause-limit-not-in-force = В тот день этот предел не действовал.
cause-condition-not-met = Условие о человеке или о фактах не выполнено.
cause-not-bound = Государство не было связано договором.
cause-excepted = Применяется исключение с записанной причиной.
cause-time-left = Срок ещё не прошёл.
cause-act-in-time = Действие сделано вовремя.
cause-act-late = Действие сделано после конца срока.
cause-no-act-by-deadline = Срок прошёл без действия.
cause-ended-in-time = Ситуация закончилась до конца срока.
cause-ended-late = Ситуация закончилась только после конца срока.
cause-stopped = Срок остановлен.
cause-request-unknown = Неизвестно, была ли просьба.
cause-validity-unknown = Действовал ли предел, зависит от неточной даты.
cause-condition-unknown = Неизвестно, выполнено ли условие.
cause-bond-unknown = Неизвестно, было ли государство связано договором.
cause-day-missing = В месяце нет такого дня, и закон не говорит, что тогда считать.
cause-calendar-uncovered = Праздники этого года неизвестны.
cause-contradiction = Даты противоречат друг другу.
cause-vague = Время известно слишком неточно.
cause-source-silent = Источник не записывает, было ли это.
cause-doubtful = Одна из дат под сомнением; вывод на ней строить нельзя.
cause-too-many = Повторений больше, чем перечисляется.

kind-law = закон
kind-policy = административная политика
kind-standard = стандарт (сам по себе не обязателен)

confirmed = подтверждено юристом
unconfirmed = не подтверждено юристом
unconfirmed-short = не подтверждено
not-legal-advice = Это не юридическая консультация.
