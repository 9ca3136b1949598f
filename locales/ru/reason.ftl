# Непроверенный перевод: его ещё не смотрел ни юрист, ни переводчик.

sentence-overdue = Просрочено: «{ $duty }». Срок: { $due }. Ничего не записано на момент: { $as-of }.
sentence-overdue-ended = Просрочено: «{ $duty }». Срок: { $due }. Ситуация закончилась только позже, а действие вовремя не сделано.
sentence-pending = Предстоит: «{ $duty }». Срок: { $due }. Осталось времени: { $left }.
sentence-pending-asks = Спросите сейчас: «{ $duty }». Срок: { $due }. Первый порог пройден. Осталось времени: { $left }.
sentence-discharged = Сделано в срок: «{ $duty }». Срок: { $due }. Сделано: { $done }.
sentence-discharged-late = Сделано с опозданием: «{ $duty }». Срок: { $due }. Сделано: { $done }.
sentence-ended = Закончено: «{ $duty }». Больше ничего не требуется. Ситуация закончилась вовремя.
sentence-tolled = Остановлено: срок «{ $duty }» стоит. Остаётся времени: { $left }.
sentence-undetermined = Нельзя сказать: «{ $duty }». { $cause }
sentence-not-applicable = Не применяется: «{ $duty }». { $cause }
no-deadline = (срока нет)

node-paragraphs = Этого требует: { $paragraphs }
node-articles = На чём основано
node-article = { $article }: { $summary }
node-limit = Предел: { $length } ({ $title })
node-threshold = Порог политики, а не число из закона: { $length } ({ $title })
node-ask = Спросить через: { $length }
node-source = Источник: { $source }
node-kind = Сила: { $kind }
node-note = Примечание: { $note }
node-in-flux = Право сейчас меняется: { $text }
node-place = Место: { $place }; часовой пояс { $zone }; календарь: { $calendar }
node-trigger = С чего начинается срок
node-trigger-none = Не записано: { $kinds }
node-event = { $event }: { $when }
node-event-value = { $event } ({ $value }): { $when }
node-recorded = Когда записано: { $when }
node-corrects = Исправляет прежнюю запись
node-starts = Срок начинается: { $when }
node-request = Была ли просьба? { $answer } ({ $kind })
node-in-force = Действовал ли предел? { $answer }
node-valid-from = Действует с: { $day }
node-valid-to = Действует до: { $day }
node-condition = Выполнено ли условие? { $answer }
node-bound = Было ли государство связано в тот день? { $answer }
node-bond = { $treaty }, { $state }: связано с { $from } ({ $action })
node-bond-ended = { $treaty }, { $state }: связано с { $from } ({ $action }) до { $to }
node-bond-none = { $treaty }, { $state }: в таблице договоров записи нет
node-treaty-table = Дата таблицы договоров: { $day }
node-starts-with-bond = Обязанность начинается, когда договор связывает: { $when }
node-ceased = Договор перестал связывать: { $when }

action-signature = подписание
action-ratification = ратификация
action-accession = присоединение
action-succession = правопреемство
action-acceptance = принятие
action-approval = утверждение
action-withdrawal = выход

condition-always = Без условия: { $answer }
condition-all = Всё из этого: { $answer }
condition-any = Что-то одно из этого: { $answer }
condition-not = Не это: { $answer }
condition-fact = «{ $kind }» – это { $values }: { $answer }
condition-age = Возраст меньше: { $age }: { $answer }
condition-foreign = Не гражданин этого государства: { $answer }
condition-listed = Гражданство в списке «{ $list }»: { $answer }
condition-happened = Было одно из { $kinds }: { $answer }
condition-from = Взято из { $event }: { $when }
condition-from-value = Взято из { $event } ({ $value }): { $when }
condition-nothing = Ничего не записано

node-stay = Прежнее пребывание, с { $from } по { $to }: { $served }
node-stay-open = Прежнее пребывание, с { $from }, конец не записан: { $served }
node-due = Счёт: { $length }, начиная с { $from }
node-due-plus = Затем ещё: { $length }
node-due-nth = Счёт, номер { $instance }: { $length }, начиная с { $from }
node-due-grid = По неизменной сетке от этого начала, сумма шагов: { $steps }
node-count-earliest = От самого раннего возможного начала
node-count-latest = От самого позднего возможного начала
step-open = Начало открыто, поэтому открыт и срок.
step-start = Начало: { $when }
step-day-excluded = День события не считается: { $day }
step-day-counted = День события – это день 1: { $day }
step-elapsed = Прошедшее время { $length } приводит к: { $when }
step-holiday = Праздник, не считается: { $day }
step-holiday-named = Праздник, не считается: { $day } ({ $name })
step-weekend = { $n ->
    [one] { $n } выходной день не считается
    [few] { $n } выходных дня не считаются
    [many] { $n } выходных дней не считаются
   *[other] { $n } выходного дня не считаются
}
step-added = { $length } приводят к: { $day }
step-rounded = { $length } приводят к дню, которого в месяце нет; вместо него считается: { $day }
step-day-before = День события считается, поэтому последний день: { $day }
step-rolled-weekend = { $from } – выходной; срок кончается в следующий рабочий день: { $to }
step-rolled-holiday = { $from } – праздник; срок кончается в следующий рабочий день: { $to }
step-not-rolled = { $day } – не рабочий день, но предел содержания под стражей никогда не сдвигается.
step-end-of-day = Срок кончается с последней секундой этого дня: { $when }
step-clock-time = Срок кончается в то же время суток: { $when }
step-stuck-day = В месяце нет такого дня, и закон не говорит, что тогда считать.
step-stuck-calendar = Праздники неизвестны для дня: { $day }.

node-deadline = Конец срока: { $when }
node-deadline-utc = По UTC: { $when }
node-extended = Продлено, { $event }: с { $from } до { $to }
node-extended-late = Продление пришло слишком поздно и не действует: { $event }
node-tolled = Время, которое не считается, сдвинуло срок: с { $from } до { $to }
node-stopped = Срок стоит с: { $when }
node-excepted = Исключение с записанной причиной: { $event }
node-act = Сделано: { $event }
node-act-none = Действие не записано: { $kinds }
node-act-ignored = Действием не считается: { $event }
node-end = Конец: { $event }
node-end-ceased = Конец вместе с договором: { $when }
node-as-of = Состояние на: { $when }
node-as-known = Только то, что записано к: { $when }
node-answer = Ответ: { $state }. { $cause }
node-margin-left = Запас до конца срока: { $left }
node-margin-late = Опоздание: { $late }
node-margin-range = Запас до конца срока, самое меньшее и самое большее (минус – опоздание): { $least }; { $most }
minus = −{ $amount }
node-missing = Чего не хватает, и что решило бы вопрос
missing-time = Точное время: «{ $kind }». Найдите запись с датой и часом.
missing-happened = Было ли это: «{ $kind }». Спросите орган или посмотрите в другом реестре.
missing-value = Этот факт: «{ $kind }». Спросите или найдите документ, где он назван.
missing-treaty = Было ли государство связано в тот день: смотрите записи депозитария.
missing-rounding = Как считает закон, когда в месяце нет такого дня: спросите юриста.
missing-calendar = Праздники этого года: добавьте их в файл календаря.

node-conventions = О чём можно спорить
convention-event-day = День события не считается.
convention-hours = Часы – это прошедшие часы; перевод стрелок их не удлиняет и не укорачивает.
convention-rounding-down = Когда в месяце нет такого дня, считается его последний день.
convention-rounding-up = Когда в месяце нет такого дня, считается первый день следующего месяца.
convention-ended-late = Конец ситуации после срока не отменяет опоздания.
convention-exception = Исключение с записанной причиной снимает обязанность.
convention-birthday = У родившихся 29 февраля день рождения в другие годы – 1 марта.
convention-tolling-days = Остановка считается от первой до последней даты, целыми днями.
convention-unconfirmed = Ни один юрист не подтвердил этот предел.
convention-threshold = Число – это порог политики для стандарта, у которого числа нет.
