# Traduction non relue : aucun juriste ni traducteur ne l'a encore vérifiée.


month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
date-time = { $date }, { $time }
in-zone = { $when } ({ $zone })
in-utc = { $when } UTC
list-separator = ,{" "}

span-between = entre le { $from } et le { $to }
span-day = { $day } (heure inconnue)
span-days = un jour entre le { $from } et le { $to }
span-until = { $to } ou avant
span-from = { $from } ou après
span-open = à un moment inconnu
doubt-uncertain = la source n'est pas sûre
doubt-approximate = une estimation
doubt-both = une estimation, et la source n'est pas sûre

duration-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
duration-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
duration-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-seconds = { $n ->
    [one] { $n } seconde
   *[other] { $n } secondes
}
duration-two = { $first } { $second }
duration-range = { $least } à { $most }

length-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
length-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
length-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
length-working-days = { $n ->
    [one] { $n } jour ouvrable
   *[other] { $n } jours ouvrables
}
length-weeks = { $n ->
    [one] { $n } semaine
   *[other] { $n } semaines
}
length-months = { $n ->
    [one] { $n } mois
   *[other] { $n } mois
}
length-years = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
length-plus = { $so-far } et encore { $next }
length-then = { $so-far }, puis { $next }
length-every = { $so-far }, puis à nouveau après chaque période de { $next }

answer-yes = oui
answer-no = non
answer-unknown = inconnu
value-withdrawn = retiré

state-not-applicable = Ne s'applique pas
state-pending = À faire, dans les temps
state-discharged = Fait à temps
state-discharged-late = Fait en retard
state-overdue = En retard
state-ended = Terminé, rien de manqué
state-tolled = Délai suspendu
state-undetermined = Impossible à dire

meaning-not-applicable = L'obligation ne naît pas dans ce dossier.
meaning-pending = L'obligation est ouverte et le délai n'est pas écoulé.
meaning-discharged = L'acte a été fait avant la fin du délai.
meaning-discharged-late = L'acte a été fait après la fin du délai.
meaning-overdue = Le délai est écoulé et l'acte n'a pas été fait.
meaning-ended = La situation a pris fin avant la fin du délai : plus rien n'est dû.
meaning-tolled = La loi arrête le délai pendant un temps.
meaning-undetermined = Un fait manque ou reste vague. Aucun verdict n'est donné.

cause-no-trigger = Rien de ce qui est noté ne fait courir ce délai.
cause-not-requested = L'obligation naît d'une demande, et il n'y en a pas eu.
cause-limit-not-in-force = La limite n'était pas en vigueur ce jour-là.
cause-condition-not-met = La condition sur la personne ou sur les faits n'est pas remplie.
cause-not-bound = L'État n'était pas lié par le traité.
cause-excepted = Une exception avec un motif noté s'applique.
cause-time-left = Le délai n'est pas encore écoulé.
cause-act-in-time = L'acte est venu à temps.
cause-act-late = L'acte est venu après la fin du délai.
cause-no-act-by-deadline = Le délai s'est écoulé sans l'acte.
cause-ended-in-time = La situation a pris fin avant la fin du délai.
cause-ended-late = La situation n'a pris fin qu'après la fin du délai.
cause-stopped = Le délai est suspendu.
cause-request-unknown = On ne sait pas si une demande a été faite.
cause-validity-unknown = Une date vague empêche de dire si la limite était en vigueur.
cause-condition-unknown = On ne sait pas si la condition est remplie.
cause-bond-unknown = On ne sait pas si l'État était lié par le traité.
cause-day-missing = Le mois n'a pas ce jour, et la loi ne dit pas ce qui compte alors.
cause-calendar-uncovered = Les jours fériés de cette année ne sont pas connus.
cause-contradiction = Les dates se contredisent.
cause-vague = Les dates sont trop vagues pour conclure.
cause-source-silent = La source ne note pas si cela a eu lieu.
cause-doubtful = Une date est incertaine ; aucun verdict ne peut s'appuyer sur elle.
cause-too-many = Il y a plus de répétitions que la liste n'en contient.

kind-law = loi
kind-policy = politique administrative
kind-standard = norme (non contraignante par elle-même)

confirmed = confirmé par un juriste
unconfirmed = non confirmé par un juriste
unconfirmed-short = non confirmé
not-legal-advice = Ceci n'est pas un avis juridique.
