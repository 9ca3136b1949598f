# El marco de la guía. Los nombres de países van siempre solos o después de dos puntos.

guide-brand = Guía para el camino
guide-lead = Tus derechos, los peligros y a quién llamar, en cada parada. No te preguntamos nada. No guardamos nada.
guide-skip = Ir al texto
guide-exit = Salir de esta página
guide-exit-note = El botón abre otro sitio. No borra el historial de tu teléfono.
guide-languages = Idiomas
guide-way = Tu camino
guide-contents = En esta página
guide-top = Volver arriba
guide-home = Todos los caminos
guide-made = Hecha el { $date }
guide-advice = Esto es información general. No es consejo legal. Pregunta a un abogado por tu caso.
guide-unreviewed = Ninguna segunda persona ha revisado todavía este idioma.
guide-reviewed = Una segunda persona revisó este idioma el { $date }.
guide-names = Los nombres de países son los de Unicode CLDR. No tomamos partido sobre ninguna frontera ni nombre.
guide-unknown = No lo sabemos.
guide-source = Fuente
guide-sources = Fuentes
guide-as-of = Al { $date }

guide-choose = Elige tu camino
guide-choose-note = Elige en las listas. Abajo quedan solo las páginas que sirven. No se envía nada.
guide-from = Desde
guide-through = Por
guide-to = Hasta
guide-any = Cualquier país
guide-no-fit = ¿Ninguna página sirve? Elige «Cualquier país» en una lista, o lee «Si no hay página para tu camino».
guide-countries = Nombres de países en muchos idiomas
guide-countries-lead = Busca tu país en tu propio idioma.

guide-role-origin = Tu país: antes de salir y al volver
guide-role-transit = En el camino
guide-role-destination = Adonde quieres llegar
guide-rights = Tus derechos aquí
guide-rights-open = Toca una línea para abrirla.

guide-chip-yes = obliga a este país
guide-chip-maybe = no sabemos si obliga a este país
guide-chip-no = no obliga a este país
guide-chip-then = no obligaba a este país el { $date }
guide-not-joined = Un tratado también lo pide, pero este país no se había unido a él:
guide-chip-declaration = una declaración, no un tratado
guide-chip-source = fuente

guide-treaties = Qué tratados obligan a este país
guide-treaties-note = Un tratado es una promesa entre países. Lo que sabemos el { $date }:
guide-treaty-yes = Obliga desde: { $date }
guide-treaty-yes-between = Obliga desde un día entre { $from } y { $to }
guide-treaty-not-then = No obligaba el { $date }. No sabemos qué pasó después.
guide-treaty-soon = Obligará desde: { $date }
guide-treaty-no = No obliga
guide-treaty-unknown = No sabemos si obliga.
guide-territory = Este lugar no se ha unido a tratados por sí mismo. Un tratado puede valer aquí por medio de otro Estado. No lo sabemos.

guide-limits = Plazos aquí
guide-limits-note = Algunos plazos son solo para algunas personas. Pregunta a un abogado cuáles valen para ti.
guide-limits-none = No conocemos los plazos aquí.
guide-limits-flux = La ley sobre esto está por cambiar.
guide-limit-then = después: { $length }
guide-limit-every = después cada: { $length }
guide-unconfirmed = Ningún abogado lo ha confirmado todavía
guide-confirmed = Un abogado lo ha confirmado

guide-call = A quién llamar
guide-call-none = No conocemos un contacto comprobado.
guide-call-lacking = No conocemos: { $kinds }.
guide-call-old = Se comprobó hace mucho tiempo.
guide-call-free = gratis
guide-checked-law = Lo nombra la ley. Nadie ha llamado. Leído el { $date }
guide-checked-page = Leído en su propia página el { $date }
guide-checked-call = Alguien llamó el { $date }
guide-kind-emergency = Emergencia
guide-kind-consulate = Consulado
guide-kind-ombudsman = Oficina de derechos humanos
guide-kind-legal-aid = Ayuda legal gratis
guide-kind-tracing = Buscar a la familia
guide-kind-child = Ayuda para niños
guide-kind-labour = Inspección de trabajo
guide-kind-trafficking = Ayuda a víctimas de trata
guide-consulates = Consulados de tu país
guide-consulates-note = Antes de salir, pide los números al ministerio de relaciones exteriores de tu país. Escríbelos aquí.
guide-directory = A quién llamar: todos los contactos
guide-directory-lead = Mostramos solo contactos cuya fuente conocemos. Cada uno lleva el día en que se comprobó.

guide-risks = Qué puede pasar en este camino
guide-risks-count = Personas muertas y desaparecidas en el registro: { $n }
guide-risks-period = Contadas del { $from } al { $to }
guide-risks-who = En el registro como mujeres: { $women }; como hombres: { $men }; como niños: { $children }. Muchas veces nadie lo anotó.
guide-risks-causes = Causas en el registro
guide-risks-minimum = Son los números más bajos. Muchas muertes nunca se ven.
guide-risks-blank = Muertes en el registro sin camino: { $n }
guide-risks-none = No conocemos los números para este camino.
guide-risks-old = No sabemos qué pasó después del { $date }.
guide-risks-advice-tell = Di a alguien de confianza adónde vas y cuándo vas a llamar.
guide-risks-advice-water = El calor, el frío y el agua matan. No subas a un barco o un camión demasiado lleno.
guide-risks-advice-guide = Quien cobra por pasarte puede dejarte solo. Lleva contigo tu teléfono y tus papeles.
guide-cause-drowning = Ahogamiento
guide-cause-illness = Enfermedad, sin medicinas
guide-cause-vehicle = Accidentes de coches, camiones y trenes
guide-cause-violence = Violencia
guide-cause-nature = Calor, frío, sed, hambre
guide-cause-other = Otra
guide-cause-unknown = No se sabe

guide-note = Ten en cuenta
guide-note-former = { $code }: { $name }. Este código es antiguo. Hoy:
guide-note-former-none = { $code }: { $name }. Este código es antiguo, y ningún país tomó su lugar.
guide-note-same = El camino empieza y termina en el mismo país. Esta página muestra tus derechos allí.
guide-note-apart = { $from } – { $to }: no tienen frontera por tierra, y uno de los dos no tiene mar. No se puede ir directo por tierra o por mar.
guide-note-repeated = Un país escrito dos veces seguidas se muestra una vez.

guide-work = Trabajo: señales de peligro
guide-work-lead = Estas señales pueden mostrar trabajo forzado:
guide-family = Si alguien se pierde
guide-family-note = Escribe aquí el número que sabes de memoria:

guide-save = Guarda esta página o pásala
guide-save-file = Para guardarla: guarda esta página en tu teléfono. Es un solo archivo y funciona sin red.
guide-save-text = Texto para mensajes
guide-save-read = Texto para leer en voz alta
guide-save-sms = Enviar por SMS
guide-save-whatsapp = Enviar por WhatsApp
guide-save-qr = Escanea para abrir esta página
guide-save-qr-text = Escanea para recibir el texto corto, sin red

guide-read-pause = Fin de esta parte.
guide-read-hello = Hola. Este texto te dice tus derechos en tu camino. Puedes parar cuando quieras.
guide-read-way = Tu camino es: { $way }.

guide-help = Si no hay página para tu camino
guide-help-lead = No tenemos página para este camino. Estos derechos y contactos ayudan casi en todas partes.
guide-help-unknown = No conocemos este país: { $text }.
guide-help-nearest = ¿Querías decir: { $name }?
guide-help-choose = Elegir otra vez tu camino
