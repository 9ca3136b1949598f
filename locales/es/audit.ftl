# Traducción sin revisar: ningún jurista ni traductor la ha comprobado todavía.

report-title = Obligaciones con los migrantes: auditoría
report-skip = Ir al contenido
report-contents = Contenido

about-heading = Qué es esto
about-text = Este informe lee registros y dice qué obligaciones nacieron, para cuándo, y si se cumplieron. Las obligaciones vienen de la resolución 65/212 de la Asamblea General de las Naciones Unidas, «Protección de los migrantes», y de los instrumentos en que se apoya.
about-clock = Un reloj es un límite de una obligación en un caso. Una revisión que se repite tiene un reloj cada vez.
about-as-of = Situación en: { $when }
about-known = Solo lo anotado hasta: { $when }
about-known-all = Cuentan todas las anotaciones, sin importar cuándo se escribieron.
about-jurisdiction = Derecho de: { $jurisdiction }
about-in-flux = Atención: este derecho está cambiando
interpretation-heading = Cómo se leyeron los registros
interpretation-warning = Leer una fila como un plazo es una interpretación. Está aquí para que usted pueda discutirla.
interpretation-none = El archivo de correspondencias no explica cómo lee los registros.

headline-heading = Las cifras principales
headline-cases = Casos
headline-events = Hechos
headline-clocks = Relojes
headline-applicable = Relojes que se aplican
unit-clocks = Unidad: relojes
unit-rows = Unidad: filas
unit-notes = Unidad: filas, salvo que la línea diga relojes

states-heading = Obligaciones y su estado
states-caption = Relojes por obligación y estado
states-chart = Barras: relojes por obligación y estado
group-heading = Por { $group }
group-caption = Relojes por { $group } y estado
group-chart = Barras: relojes por { $group } y estado
group-others = { $n ->
    [one] { $n } grupo más
   *[other] { $n } grupos más juntos
}
group-unknown = no registrado
column-duty = Obligación
column-limit = Límite
column-state = Estado
column-meaning = Significado
column-applicable = Total que se aplica
column-count = Número
column-share = Parte de los que se aplican
column-group = Grupo
chart-table = Las mismas cifras en una tabla
chart-shares = Cada barra es el 100 % de los relojes que se aplican. El número al final dice cuántos son.
chart-desc = La tabla de abajo tiene las mismas cifras.
chart-empty = No hay nada que dibujar.
legend-heading = Qué significan los estados

margin-heading = Antes o después del plazo, y cuánto
margin-text = Tiempo entre el acto y el fin del plazo. Si no se hizo nada: entre el fin del plazo y el fin de la situación o el día de este informe.
margin-chart = Columnas: relojes según el tiempo antes o después del plazo
margin-late-more = más de { $length } tarde
margin-late = de { $from } a { $to } tarde
margin-late-first = hasta { $to } tarde
margin-early-first = hasta { $to } antes
margin-early = de { $from } a { $to } antes
margin-early-more = { $length } o más antes
margin-vague = Relojes que se dejan fuera porque sus fechas son demasiado vagas: { $n }
column-margin = Tiempo antes o después del plazo
column-done = Hecho
column-not-done = No hecho
margin-axis-late = días tarde
margin-axis-early = días antes

missing-heading = Qué hay que preguntar
missing-text = Estos hechos resolverían los relojes de los que no se puede decir nada. A un reloj le pueden faltar varios.
missing-caption = Relojes de los que no se puede decir nada, por hecho que falta
missing-nothing = No falta ningún hecho.
column-missing = Hecho que falta
causes-caption = Relojes de los que no se puede decir nada, por razón
column-cause = Razón

quality-heading = La calidad de los datos
quality-caption = Filas leídas, aceptadas y rechazadas
quality-read = Filas leídas
quality-accepted = Filas aceptadas
quality-refused = Filas rechazadas
quality-refusals-caption = Filas rechazadas, por razón
quality-notes-caption = Dudas y contradicciones encontradas
quality-contradictions = Relojes cuyas fechas se contradicen
quality-none-refused = No se rechazó ninguna fila.
column-reason = Razón
column-note = Lo que se encontró

law-heading = El derecho que se usó
law-caption = Cada límite con su fuente
law-unconfirmed = { $n ->
    [one] { $n } límite usado aquí no está confirmado por un jurista. Sus resultados son provisionales.
   *[other] { $n } límites usados aquí no están confirmados por un jurista. Sus resultados son provisionales.
}
law-all-confirmed = Cada límite usado aquí está confirmado por un jurista.
law-treaties = Fecha de la tabla de tratados: { $day }
law-threshold = umbral de política, no un número de la ley
column-source = Fuente
column-kind = Valor
column-confirmed = Confirmado
column-paragraph = Párrafo

privacy-heading = Números pequeños
privacy-suppressed = Los números de 1 a 4 se escriben «{ $mark }» o se dejan fuera. Un total que los descubriría se escribe «al menos».
privacy-not-safe = Es una protección sencilla. Comparando tablas, o con otras fuentes, todavía se puede hallar un número oculto. No crea que este informe se puede publicar sin riesgo.
privacy-exact = Este informe muestra números pequeños exactos. Se puede reconocer a personas: no debe salir de la oficina.
privacy-hidden = { $n ->
    [one] { $n } número está oculto en este informe.
   *[other] { $n } números están ocultos en este informe.
}
small-count = <{ $limit }
at-least = ≥ { $n }

made-heading = Cómo se hizo este informe
made-caption = Archivos y huellas
made-program = Programa: { $name } { $version }
made-law = Carpeta del derecho
made-map = Archivo de correspondencias
made-input = Registros: { $name }
column-file = Archivo
column-digest = SHA-256
column-size = Filas
footer-titles = Los títulos de obligaciones y hechos se muestran en inglés hasta que se traduzcan.
footer-translation = Esta traducción no está revisada.
