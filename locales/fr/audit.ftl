# Traduction non relue : aucun juriste ni traducteur ne l'a encore vérifiée.

report-title = Obligations envers les migrants : audit
report-skip = Aller au contenu
report-contents = Table des matières

about-heading = De quoi il s'agit
about-text = Ce rapport lit des dossiers et dit quelles obligations en découlent, dans quel délai, et si elles ont été remplies. Les obligations viennent de la résolution 65/212 de l'Assemblée générale des Nations Unies, « Protection des migrants », et des instruments sur lesquels elle repose.
about-clock = Une horloge est une limite d'une obligation dans un dossier. Un contrôle qui se répète a une horloge à chaque fois.
about-as-of = Situation au : { $when }
about-known = Seulement ce qui était noté au : { $when }
about-known-all = Toutes les notes comptent, quelle que soit leur date d'écriture.
about-jurisdiction = Droit de : { $jurisdiction }
about-in-flux = Attention : ce droit est en train de changer
interpretation-heading = Comment les dossiers ont été lus
interpretation-warning = Lire une ligne comme un délai est une interprétation. Elle est écrite ici pour que vous puissiez la contester.
interpretation-none = Le fichier de correspondance n'explique pas comment il lit les dossiers.

headline-heading = Les chiffres principaux
headline-cases = Dossiers
headline-events = Événements
headline-clocks = Horloges
headline-applicable = Horloges qui s'appliquent
unit-clocks = Unité : horloges
unit-rows = Unité : lignes
unit-notes = Unité : lignes, sauf si la ligne dit horloges

states-heading = Obligations et leur état
states-caption = Horloges par obligation et par état
states-chart = Barres : horloges par obligation et par état
group-heading = Par { $group }
group-caption = Horloges par { $group } et par état
group-chart = Barres : horloges par { $group } et par état
group-others = { $n ->
    [one] { $n } autre groupe
   *[other] { $n } autres groupes ensemble
}
group-unknown = non noté
column-duty = Obligation
column-limit = Limite
column-state = État
column-meaning = Sens
column-applicable = Total qui s'applique
column-count = Nombre
column-share = Part de celles qui s'appliquent
column-group = Groupe
chart-table = Les mêmes chiffres en tableau
chart-shares = Chaque barre est 100 % des horloges qui s'appliquent. Le nombre au bout dit combien elles sont.
chart-desc = Le tableau ci-dessous contient les mêmes chiffres.
chart-empty = Il n'y a rien à dessiner.
legend-heading = Ce que veulent dire les états

margin-heading = En avance ou en retard, et de combien
margin-text = Temps entre l'acte et la fin du délai. Si rien n'a été fait : entre la fin du délai et la fin de la situation ou le jour de ce rapport.
margin-chart = Colonnes : horloges selon le temps avant ou après la fin du délai
margin-late-more = plus de { $length } de retard
margin-late = { $from } à { $to } de retard
margin-late-first = jusqu'à { $to } de retard
margin-early-first = jusqu'à { $to } d'avance
margin-early = { $from } à { $to } d'avance
margin-early-more = { $length } d'avance ou plus
margin-vague = Horloges laissées de côté parce que leurs dates sont trop vagues : { $n }
column-margin = Temps avant ou après la fin du délai
column-done = Fait
column-not-done = Pas fait
margin-axis-late = jours de retard
margin-axis-early = jours d'avance

missing-heading = Ce qu'il faut demander
missing-text = Ces faits permettraient de conclure là où on ne peut rien dire. Il peut en manquer plusieurs à une horloge.
missing-caption = Horloges pour lesquelles on ne peut rien dire, par fait manquant
missing-nothing = Aucun fait ne manque.
column-missing = Fait manquant
causes-caption = Horloges pour lesquelles on ne peut rien dire, par raison
column-cause = Raison

quality-heading = La qualité des données
quality-caption = Lignes lues, acceptées et refusées
quality-read = Lignes lues
quality-accepted = Lignes acceptées
quality-refused = Lignes refusées
quality-refusals-caption = Lignes refusées, par raison
quality-notes-caption = Doutes et contradictions trouvés
quality-contradictions = Horloges dont les dates se contredisent
quality-none-refused = Aucune ligne n'a été refusée.
column-reason = Raison
column-note = Ce qui a été trouvé

law-heading = Le droit utilisé
law-caption = Chaque limite avec sa source
law-unconfirmed = { $n ->
    [one] { $n } limite utilisée ici n'est pas confirmée par un juriste. Ses résultats sont provisoires.
   *[other] { $n } limites utilisées ici ne sont pas confirmées par un juriste. Leurs résultats sont provisoires.
}
law-all-confirmed = Chaque limite utilisée ici est confirmée par un juriste.
law-treaties = État du tableau des traités : { $day }
law-threshold = seuil de politique, pas un chiffre de la loi
column-source = Source
column-kind = Valeur
column-confirmed = Confirmé
column-paragraph = Paragraphe

privacy-heading = Petits nombres
privacy-suppressed = Les nombres de 1 à 4 sont écrits « { $mark } » ou laissés de côté. Un total qui les trahirait est écrit « au moins ».
privacy-not-safe = C'est une protection simple. En comparant les tableaux, ou avec d'autres sources, on peut encore trouver un nombre caché. Ne croyez pas que ce rapport peut être publié sans risque.
privacy-exact = Ce rapport montre les petits nombres exacts. On peut y reconnaître des personnes : il ne doit pas sortir du bureau.
privacy-hidden = { $n ->
    [one] { $n } nombre est caché dans ce rapport.
   *[other] { $n } nombres sont cachés dans ce rapport.
}
small-count = <{ $limit }
at-least = ≥ { $n }

made-heading = Comment ce rapport a été fait
made-caption = Fichiers et empreintes
made-program = Programme : { $name } { $version }
made-law = Dossier du droit
made-map = Fichier de correspondance
made-input = Dossiers : { $name }
column-file = Fichier
column-digest = SHA-256
column-size = Lignes
footer-titles = Les titres des obligations et des événements sont en anglais tant qu'ils ne sont pas traduits.
footer-translation = Cette traduction n'a pas été relue.
