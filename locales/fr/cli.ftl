# Traduction non relue : aucun juriste ni traducteur ne l'a encore vérifiée.

cli-summary = Résumé
cli-cases = Dossiers : { $n }
cli-events = Événements : { $n }
cli-rows = Lignes : { $read } lues, { $accepted } acceptées, { $refused } refusées
cli-clocks = Horloges : { $n }, dont { $applicable } s'appliquent
cli-written = Écrit : { $path }
cli-report = Ouvrez le rapport dans un navigateur : { $path }
cli-explain = Pour savoir pourquoi : { $command }
cli-invented = Toutes les personnes et tous les événements de cette démonstration sont inventés.
worklist-overdue = En retard
worklist-soon = Bientôt à faire
worklist-cannot-tell = Impossible à dire
worklist-empty = Rien ici.
worklist-more = { $n ->
    [one] … et { $n } autre
   *[other] … et { $n } autres
}
column-due = Délai
column-late-by = Retard
column-left = Temps restant
column-clock = Horloge
