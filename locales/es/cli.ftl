# Traducción sin revisar: ningún jurista ni traductor la ha comprobado todavía.

cli-summary = Resumen
cli-cases = Casos: { $n }
cli-events = Hechos: { $n }
cli-rows = Filas: { $read } leídas, { $accepted } aceptadas, { $refused } rechazadas
cli-clocks = Relojes: { $n }, de los que { $applicable } se aplican
cli-written = Escrito: { $path }
cli-report = Abra el informe en un navegador: { $path }
cli-explain = Para ver por qué: { $command }
cli-invented = Todas las personas y todos los hechos de esta demostración son inventados.
worklist-overdue = Vencido
worklist-soon = Vence pronto
worklist-cannot-tell = No se puede decir
worklist-empty = Nada aquí.
worklist-more = { $n ->
    [one] … y { $n } más
   *[other] … y { $n } más
}
column-due = Plazo
column-late-by = Retraso
column-left = Tiempo que queda
column-clock = Reloj
