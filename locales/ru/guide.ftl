# Рамка путеводителя. Названия стран всегда стоят отдельно или после двоеточия.

guide-brand = Путеводитель в дорогу
guide-lead = Ваши права, опасности и кому звонить — на каждой остановке. Мы ни о чём не спрашиваем. Мы ничего не храним.
guide-skip = Перейти к тексту
guide-exit = Уйти с этой страницы
guide-exit-note = Кнопка открывает другой сайт. Она не стирает историю в вашем телефоне.
guide-languages = Языки
guide-way = Ваш путь
guide-contents = На этой странице
guide-top = Наверх
guide-home = Все пути
guide-made = Сделано: { $date }
guide-advice = Это общие сведения, а не совет юриста. О вашем случае спросите юриста.
guide-unreviewed = Этот язык ещё не проверил второй человек.
guide-reviewed = Второй человек проверил этот язык: { $date }.
guide-names = Названия стран взяты из Unicode CLDR. Мы не занимаем ничью сторону в спорах о границах и названиях.
guide-unknown = Мы не знаем.
guide-source = Источник
guide-sources = Источники
guide-as-of = На { $date }

guide-choose = Выберите свой путь
guide-choose-note = Выбирайте в списках. Внизу останутся только подходящие страницы. Ничего не отправляется.
guide-from = Откуда
guide-through = Через
guide-to = Куда
guide-any = Любая страна
guide-no-fit = Ничего не подходит? Выберите «Любая страна» в одном из списков или прочтите «Если для вашего пути нет страницы».
guide-countries = Названия стран на многих языках
guide-countries-lead = Найдите свою страну на своём языке.

guide-role-origin = Ваша страна: до отъезда и после возвращения
guide-role-transit = В пути
guide-role-destination = Куда вы хотите приехать
guide-rights = Ваши права здесь
guide-rights-open = Нажмите на строку, чтобы открыть её.

guide-chip-yes = обязывает эту страну
guide-chip-maybe = мы не знаем, обязывает ли эту страну
guide-chip-no = не обязывает эту страну
guide-chip-then = не обязывал эту страну на { $date }
guide-not-joined = Этого требует и договор, но страна к нему не присоединилась:
guide-chip-declaration = декларация, а не договор
guide-chip-source = источник

guide-treaties = Какие договоры обязывают эту страну
guide-treaties-note = Договор — это обещание между странами. Что мы знаем на { $date }:
guide-treaty-yes = Обязывает с: { $date }
guide-treaty-yes-between = Обязывает со дня между { $from } и { $to }
guide-treaty-not-then = Не обязывал на { $date }. Что было потом, мы не знаем.
guide-treaty-soon = Будет обязывать с: { $date }
guide-treaty-no = Не обязывает
guide-treaty-unknown = Мы не знаем, обязывает ли.
guide-territory = Эта территория сама не вступала в договоры. Договор может действовать здесь через другое государство. Мы не знаем.

guide-limits = Сроки здесь
guide-limits-note = Некоторые сроки — только для некоторых людей. Спросите юриста, какие действуют для вас.
guide-limits-none = Мы не знаем сроков здесь.
guide-limits-flux = Закон об этом скоро изменится.
guide-limit-then = потом: { $length }
guide-limit-every = потом каждый раз: { $length }
guide-unconfirmed = Юрист это ещё не подтвердил
guide-confirmed = Юрист это подтвердил

guide-call = Кому звонить
guide-call-none = Мы не знаем проверенного контакта.
guide-call-lacking = Мы не знаем: { $kinds }.
guide-call-old = Проверено давно.
guide-call-free = бесплатно
guide-checked-law = Назван в законе. Никто не звонил. Прочитано: { $date }
guide-checked-page = Прочитано на его собственной странице: { $date }
guide-checked-call = Туда звонили: { $date }
guide-kind-emergency = Экстренная помощь
guide-kind-consulate = Консульство
guide-kind-ombudsman = Уполномоченный по правам человека
guide-kind-legal-aid = Бесплатный юрист
guide-kind-tracing = Поиск семьи
guide-kind-child = Помощь детям
guide-kind-labour = Инспекция труда
guide-kind-trafficking = Помощь жертвам торговли людьми
guide-consulates = Консульства вашей страны
guide-consulates-note = До отъезда узнайте номера в министерстве иностранных дел вашей страны. Запишите их здесь.
guide-directory = Кому звонить: все контакты
guide-directory-lead = Мы показываем только контакты, источник которых знаем. У каждого стоит день проверки.

guide-risks = Что может случиться на этом пути
guide-risks-count = Погибшие и пропавшие в списке: { $n }
guide-risks-period = Подсчитано с { $from } по { $to }
guide-risks-who = В списке как женщины: { $women }; как мужчины: { $men }; как дети: { $children }. Часто этого никто не записал.
guide-risks-causes = Причины в списке
guide-risks-minimum = Это самые малые числа. Многих смертей никто не видит.
guide-risks-blank = Смерти в списке без пути: { $n }
guide-risks-none = Мы не знаем чисел для этого пути.
guide-risks-old = Мы не знаем, что было после { $date }.
guide-risks-advice-tell = Скажите тому, кому верите, куда идёте и когда позвоните.
guide-risks-advice-water = Жара, холод и вода убивают. Не садитесь в слишком полную лодку или грузовик.
guide-risks-advice-guide = Тот, кто за деньги ведёт через границу, может вас бросить. Держите телефон и бумаги при себе.
guide-cause-drowning = Утонули
guide-cause-illness = Болезнь, нет лекарств
guide-cause-vehicle = Аварии машин, грузовиков и поездов
guide-cause-violence = Насилие
guide-cause-nature = Жара, холод, жажда, голод
guide-cause-other = Другое
guide-cause-unknown = Неизвестно

guide-note = Обратите внимание
guide-note-former = { $code }: { $name }. Это старый код. Сегодня:
guide-note-former-none = { $code }: { $name }. Это старый код, и ни одна страна его не заменила.
guide-note-same = Путь начинается и кончается в одной стране. Эта страница показывает ваши права там.
guide-note-apart = { $from } – { $to }: нет общей границы на суше, и у одной из стран нет моря. Прямого пути по суше или морю нет.
guide-note-repeated = Страна, написанная два раза подряд, показана один раз.

guide-work = Работа: знаки опасности
guide-work-lead = Эти знаки могут означать принудительный труд:
guide-family = Если кто-то потерялся
guide-family-note = Запишите здесь номер, который знаете наизусть:

guide-save = Сохранить страницу или передать её
guide-save-file = Чтобы сохранить: запишите страницу в телефон. Это один файл, он работает без сети.
guide-save-text = Текст для сообщений
guide-save-read = Текст для чтения вслух
guide-save-sms = Послать по SMS
guide-save-whatsapp = Послать по WhatsApp
guide-save-qr = Наведите камеру, чтобы открыть эту страницу
guide-save-qr-text = Наведите камеру, чтобы получить короткий текст без сети

guide-read-pause = Конец этой части.
guide-read-hello = Здравствуйте. Этот текст говорит о ваших правах в пути. Вы можете остановиться в любое время.
guide-read-way = Ваш путь: { $way }.

guide-help = Если для вашего пути нет страницы
guide-help-lead = У нас нет страницы для этого пути. Эти права и контакты помогают почти везде.
guide-help-unknown = Мы не знаем такой страны: { $text }.
guide-help-nearest = Может быть: { $name }?
guide-help-choose = Выбрать путь ещё раз
