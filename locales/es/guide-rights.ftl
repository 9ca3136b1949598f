# Los textos sobre derechos. Para un lector de nueve a once años: frases cortas, palabras comunes.

situation-stopped = Si te paran
situation-detained = Si te encierran
situation-hurt = Si estás herido
situation-robbed = Si te roban
situation-unpaid = Si no te pagan
situation-child = Si tu hijo está contigo
situation-alone = Si tienes menos de 18 años y estás solo
situation-victim = Si alguien te explotó o te hizo mucho daño
situation-returned = Si te devuelven

right-stopped-calm = Mantén la calma. No corras. No muestres papeles falsos.
right-stopped-law = Solo pueden comprobar quién eres como dice la ley.
right-stopped-violence = Nadie puede golpearte, torturarte ni humillarte.
right-stopped-papers = Solo un funcionario puede quitarte tus papeles, y debe darte un recibo. Nadie puede destruir tu pasaporte.
right-stopped-asylum = Si corres peligro en tu país, puedes pedir asilo. Di: «Pido asilo».

right-detained-why = Deben decirte por qué te detienen, con palabras que entiendas.
right-detained-consulate = Puedes pedir que avisen a tu consulado. Deben decirte este derecho sin demora.
right-detained-fear = Si temes a tu propio gobierno, habla con un abogado antes de hablar con tu consulado.
right-detained-court = Puedes pedir a un tribunal que diga pronto si pueden detenerte.
right-detained-contact = Tu familia puede visitarte. Puedes hablar con un abogado.
right-detained-respect = Deben tratarte con respeto, como a un ser humano.
right-detained-visitors = Visitantes independientes pueden venir a ver cómo te tratan. Puedes hablar con ellos a solas. Nadie puede castigarte por eso.
right-detained-sign = No firmes lo que no puedes leer. Pide un intérprete.

right-hurt-call = Si una vida corre peligro, llama primero al número de emergencia.
right-hurt-urgent = No deben negarte atención urgente porque no tienes papeles.
right-hurt-health = Toda persona tiene derecho a la salud.
right-hurt-protect = El Estado debe protegerte de la violencia de funcionarios y de otros.
right-hurt-proof = Pide al médico un papel sobre tus heridas. Guárdalo bien.

right-robbed-justice = Si alguien viola tus derechos, puedes pedir justicia a un tribunal o a una oficina.
right-robbed-officials = Esto vale también si lo hizo un funcionario.
right-robbed-courts = Ante un tribunal eres igual a todos los demás.
right-robbed-consulate = Tu consulado puede ayudarte. Pídele papeles nuevos.
right-robbed-note = Anota el día, el lugar y lo que te quitaron. Anota nombres y números.

right-unpaid-fair = Toda persona tiene derecho a un pago justo y a un trabajo seguro.
right-unpaid-equal = Por el mismo trabajo deben pagarte como a la gente de este país, aunque no tengas papeles.
right-unpaid-union = Puedes entrar en un sindicato y pedirle ayuda.
right-unpaid-leave = Si tienes que dejar el país, todavía puedes reclamar tu pago.
right-unpaid-note = Anota tus días, tus horas y tu pago. Guarda mensajes y fotos del trabajo.

right-child-best = Lo mejor para tu hijo debe pesar mucho en cada decisión.
right-child-together = No pueden quitarte a tu hijo, salvo que la ley lo permita y sea lo mejor para el niño.
right-child-held = Solo pueden encerrar a un niño si nada más sirve, y por el tiempo más corto.
right-child-school = Todo niño tiene derecho a la escuela. La primera escuela es gratis.
right-child-birth = Un niño que nace en el camino debe ser registrado y tener un nombre.

right-alone-say = Di: «Tengo menos de 18 años y estoy solo».
right-alone-care = El Estado debe protegerte y cuidarte.
right-alone-heard = Puedes decir lo que piensas, y deben escucharte.
right-alone-family = Si pides asilo, deben ayudar a encontrar a tu familia.
right-alone-lawyer = Si te encierran, tienes derecho a la ayuda rápida de un abogado.
right-alone-adults = Deben tenerte aparte de los adultos, salvo que eso sea malo para ti.

right-victim-crime = Si alguien te obligó o te engañó para trabajar o para sexo, es un delito contra ti.
right-victim-help = Pide un lugar seguro, un médico y consejo. El tratado pide a los Estados pensar en esta ayuda.
right-victim-private = Tu nombre debería quedar en secreto.
right-victim-smuggled = No pueden castigarte solo porque alguien te pasó por la frontera.
right-victim-torture = Si un funcionario te torturó, puedes quejarte. Deben investigarlo pronto.

right-returned-danger = Nadie puede devolverte a un lugar donde te torturarían o te matarían.
right-returned-alone = Deben decidir tu caso por separado. No pueden expulsar a todo un grupo de una vez.
right-returned-reasons = Puedes decir por qué debes quedarte, y pedir que revisen la decisión.
right-returned-belongings = Puedes llevarte lo que ganaste y tus cosas.
right-returned-home = Tu propio país debe dejarte volver.
right-returned-documents = Si te pasaron por la frontera o te vendieron, tu país debe darte papeles para volver.

treaty-vccr = Si te detienen, puedes pedir tu consulado.
treaty-iccpr = Nadie puede detenerte, herirte ni castigarte fuera de la ley.
treaty-cat = Nadie puede torturarte ni devolverte a la tortura.
treaty-opcat = Visitantes independientes pueden revisar todo lugar donde hay gente encerrada.
treaty-crc = Todo niño tiene derechos, con o sin papeles.
treaty-refugee-convention = Nadie puede devolver a un refugiado al peligro.
treaty-icrmw = Los trabajadores de otros países tienen derechos, con o sin papeles.
treaty-icescr = Tienes derechos a trabajo justo, a salud y a escuela.
treaty-trafficking-protocol = El comercio de personas es un delito, y sus víctimas deberían recibir ayuda.
treaty-cped = A nadie se le puede detener en secreto, y las familias pueden preguntar dónde estás.

limit-custody-decision = Deben decidir si te siguen deteniendo
limit-judicial-control = Un juez debe mirar por qué te detienen
limit-detention-review = Deben revisar otra vez si pueden detenerte
limit-written-detention-reasons = Deben darte las razones por escrito
limit-bail-reference = Un tribunal debe mirar si puedes salir bajo fianza
limit-detention-maximum = El tiempo más largo que pueden detenerte
limit-removal-period = El tiempo para expulsarte después de la orden final
limit-post-order-custody-review = Después de la orden final, deben revisar si pueden detenerte
limit-removal-prospect-review = Después de este tiempo, pregunta a un tribunal si pueden detenerte más
limit-long-detention-reported = Deben enviar un informe sobre por qué sigues detenido
limit-pregnant-detention-maximum = El tiempo más largo que pueden detener a una mujer embarazada
limit-child-not-detained = El tiempo más largo que pueden detener a un niño
limit-child-authority-notified-on-apprehension = Deben avisar a la oficina de niños sobre un niño solo
limit-unaccompanied-child-transfer = Un niño solo debe ir a la oficina de niños
limit-border-child-screened = Deben revisar si un niño en la frontera corre peligro
limit-representative-for-applicant-child = Un niño solo que pide asilo debe tener un representante
limit-applicant-child-in-school = Un niño que pide asilo debe estar en la escuela
limit-arrival-screening = El primer control después de llegar debe terminar
limit-border-procedure-end = El procedimiento de asilo en la frontera debe terminar
limit-family-reunification-decision = Deben decidir si tu familia puede venir

work-passport = Te guardan el pasaporte u otros papeles.
work-debt = Tienes que pagar con trabajo una deuda que nunca baja.
work-leave = No puedes dejar el lugar o el trabajo.
work-threat = Te amenazan a ti o a tu familia.
work-promise = El trabajo no es el que prometieron.
work-pay = Te retienen el pago.
work-hours = Trabajas demasiado tiempo y sin descanso.
work-alone = Te apartan de otras personas o te quitan el teléfono.
work-fee = Nadie debería hacerte pagar por un empleo. El patrón debería pagar al agente.
work-do = Si dos o más señales coinciden, pide ayuda. Mira a quién llamar.

family-redcross = La Cruz Roja y la Media Luna Roja buscan a familiares perdidos. No cuesta nada.
family-held = Tu familia puede preguntar si estás detenido, y dónde.
family-child = Si quitan un niño a una familia, deben decir a la familia dónde está.
family-search = Los Estados deben buscar a las personas que fueron desaparecidas.
family-plan = Antes de salir: elige una persona a la que llamas cada semana. Aprende un número de memoria.
family-copy = Deja una foto tuya y copias de tus papeles con alguien de confianza.
