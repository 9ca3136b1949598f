# Traducción sin revisar: ningún jurista ni traductor la ha comprobado todavía.


month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date = { $day } de { $month } de { $year }
date-time = { $date }, { $time }
in-zone = { $when } ({ $zone })
in-utc = { $when } UTC
list-separator = ,{" "}

span-between = entre el { $from } y el { $to }
span-day = { $day } (hora desconocida)
span-days = un día entre el { $from } y el { $to }
span-until = { $to } o antes
span-from = { $from } o después
span-open = en un momento desconocido
doubt-uncertain = la fuente no está segura
doubt-approximate = una estimación
doubt-both = una estimación, y la fuente no está segura

duration-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
duration-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
duration-minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
duration-seconds = { $n ->
    [one] { $n } segundo
   *[other] { $n } segundos
}
duration-two = { $first } { $second }
duration-range = de { $least } a { $most }

length-minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
length-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
length-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}
length-working-days = { $n ->
    [one] { $n } día hábil
   *[other] { $n } días hábiles
}
length-weeks = { $n ->
    [one] { $n } semana
   *[other] { $n } semanas
}
length-months = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
}
length-years = { $n ->
    [one] { $n } año
   *[other] { $n } años
}
length-plus = { $so-far } y { $next } más
length-then = { $so-far }, luego { $next }
length-every = { $so-far }, luego otra vez tras cada { $next }

answer-yes = sí
answer-no = no
answer-unknown = no se sabe
value-withdrawn = retirado

state-not-applicable = No se aplica
state-pending = Pendiente, queda tiempo
state-discharged = Hecho a tiempo
state-discharged-late = Hecho tarde
state-overdue = Vencido
state-ended = Terminado, nada faltó
state-tolled = Plazo suspendido
state-undetermined = No se puede decir

meaning-not-applicable = La obligación no nace en este caso.
meaning-pending = La obligación está abierta y el plazo no ha pasado.
meaning-discharged = El acto se hizo antes del fin del plazo.
meaning-discharged-late = El acto se hizo después del fin del plazo.
meaning-overdue = El plazo pasó y el acto no se hizo.
meaning-ended = La situación terminó antes del fin del plazo: ya no se debe nada.
meaning-tolled = La ley detiene el plazo por un tiempo.
meaning-undetermined = Falta un hecho o es vago. No se da ningún veredicto.

cause-no-trigger = Nada de lo registrado inicia este plazo.
cause-not-requested = La obligación nace con una solicitud, y no hubo ninguna.
cause-limit-not-in-force = El límite no estaba en vigor ese día.
cause-condition-not-met = No se cumple la condición sobre la persona o los hechos.
cause-not-bound = El Estado no estaba obligado por el tratado.
cause-excepted = Se aplica una excepción con un motivo registrado.
cause-time-left = Todavía no ha pasado el plazo.
cause-act-in-time = El acto llegó a tiempo.
cause-act-late = El acto llegó después del fin del plazo.
cause-no-act-by-deadline = El plazo pasó sin el acto.
cause-ended-in-time = La situación terminó antes del fin del plazo.
cause-ended-late = La situación terminó solo después del fin del plazo.
cause-stopped = El plazo está suspendido.
cause-request-unknown = No se sabe si hubo una solicitud.
cause-validity-unknown = Una fecha vaga no deja saber si el límite estaba en vigor.
cause-condition-unknown = No se sabe si se cumple la condición.
cause-bond-unknown = No se sabe si el Estado estaba obligado por el tratado.
cause-day-missing = El mes no tiene ese día, y la ley no dice qué cuenta entonces.
cause-calendar-uncovered = No se conocen los días festivos de ese año.
cause-contradiction = Las fechas se contradicen.
cause-vague = Las fechas son demasiado vagas para decidir.
cause-source-silent = La fuente no registra si esto ocurrió.
cause-doubtful = Una fecha es dudosa; ningún veredicto puede apoyarse en ella.
cause-too-many = Hay más repeticiones de las que se enumeran.

kind-law = ley
kind-policy = política administrativa
kind-standard = norma (no vinculante por sí misma)

confirmed = confirmado por un jurista
unconfirmed = no confirmado por un jurista
unconfirmed-short = sin confirmar
not-legal-advice = Esto no es asesoramiento jurídico.
