# Le cadre du guide. Les noms de pays sont toujours seuls ou après deux-points.

guide-brand = Guide pour la route
guide-lead = Vos droits, les dangers et qui appeler, à chaque étape. Nous ne vous demandons rien. Nous ne gardons rien.
guide-skip = Aller au texte
guide-exit = Quitter cette page
guide-exit-note = Le bouton ouvre un autre site. Il n’efface pas l’historique de votre téléphone.
guide-languages = Langues
guide-way = Votre route
guide-contents = Sur cette page
guide-top = Retour en haut
guide-home = Toutes les routes
guide-made = Page faite le { $date }
guide-advice = Ceci est une information générale. Ce n’est pas un conseil juridique. Demandez à un avocat pour votre cas.
guide-unreviewed = Aucune deuxième personne n’a encore vérifié cette langue.
guide-reviewed = Une deuxième personne a vérifié cette langue le { $date }.
guide-names = Les noms de pays sont ceux d’Unicode CLDR. Nous ne prenons position sur aucune frontière ni aucun nom.
guide-unknown = Nous ne savons pas.
guide-source = Source
guide-sources = Sources
guide-as-of = État au { $date }

guide-choose = Choisissez votre route
guide-choose-note = Choisissez dans les listes. Seules les pages qui conviennent restent en bas. Rien n’est envoyé.
guide-from = De
guide-through = Par
guide-to = Vers
guide-any = Tous les pays
guide-no-fit = Aucune page ne convient ? Choisissez « Tous les pays » dans une liste, ou lisez « S’il n’y a pas de page pour votre route ».
guide-countries = Noms des pays en beaucoup de langues
guide-countries-lead = Cherchez votre pays dans votre langue.

guide-role-origin = Votre pays : avant le départ et au retour
guide-role-transit = En chemin
guide-role-destination = Là où vous voulez arriver
guide-rights = Vos droits ici
guide-rights-open = Touchez une ligne pour l’ouvrir.

guide-chip-yes = oblige ce pays
guide-chip-maybe = nous ne savons pas si cela oblige ce pays
guide-chip-no = n’oblige pas ce pays
guide-chip-then = n’obligeait pas ce pays le { $date }
guide-not-joined = Un traité le demande aussi, mais ce pays n’y avait pas adhéré :
guide-chip-declaration = une déclaration, pas un traité
guide-chip-source = source

guide-treaties = Quels traités obligent ce pays
guide-treaties-note = Un traité est une promesse entre pays. Ce que nous savons au { $date } :
guide-treaty-yes = Oblige depuis : { $date }
guide-treaty-yes-between = Oblige depuis un jour entre { $from } et { $to }
guide-treaty-not-then = N’obligeait pas le { $date }. Nous ne savons pas ce qui a suivi.
guide-treaty-soon = Obligera à partir de : { $date }
guide-treaty-no = N’oblige pas
guide-treaty-unknown = Nous ne savons pas s’il oblige.
guide-territory = Ce lieu n’a pas adhéré lui-même à des traités. Un traité peut y valoir par un autre État. Nous ne savons pas.

guide-limits = Délais ici
guide-limits-note = Certains délais ne valent que pour certaines personnes. Demandez à un avocat lesquels valent pour vous.
guide-limits-none = Nous ne connaissons pas les délais ici.
guide-limits-flux = La loi sur ce point va changer.
guide-limit-then = puis : { $length }
guide-limit-every = puis à chaque fois : { $length }
guide-unconfirmed = Aucun avocat ne l’a encore confirmé
guide-confirmed = Un avocat l’a confirmé

guide-call = Qui appeler
guide-call-none = Nous ne connaissons pas de contact vérifié.
guide-call-lacking = Nous ne connaissons pas : { $kinds }.
guide-call-old = La vérification est ancienne.
guide-call-free = gratuit
guide-checked-law = La loi le nomme. Personne n’a appelé. Lu le { $date }
guide-checked-page = Lu sur sa propre page le { $date }
guide-checked-call = Quelqu’un a appelé le { $date }
guide-kind-emergency = Urgence
guide-kind-consulate = Consulat
guide-kind-ombudsman = Bureau des droits humains
guide-kind-legal-aid = Aide juridique gratuite
guide-kind-tracing = Recherche de la famille
guide-kind-child = Aide aux enfants
guide-kind-labour = Inspection du travail
guide-kind-trafficking = Aide aux victimes de la traite
guide-consulates = Consulats de votre pays
guide-consulates-note = Avant de partir, demandez les numéros au ministère des affaires étrangères de votre pays. Écrivez-les ici.
guide-directory = Qui appeler : tous les contacts
guide-directory-lead = Nous montrons seulement les contacts dont nous connaissons la source. Chacun porte le jour de sa vérification.

guide-risks = Ce qui peut arriver sur cette route
guide-risks-count = Morts et disparus enregistrés : { $n }
guide-risks-period = Comptés de { $from } à { $to }
guide-risks-who = Enregistrés comme femmes : { $women } ; comme hommes : { $men } ; comme enfants : { $children }. Souvent, personne ne l’a noté.
guide-risks-causes = Causes enregistrées
guide-risks-minimum = Ce sont les nombres les plus bas. Beaucoup de morts ne sont jamais vus.
guide-risks-blank = Morts enregistrés sans route : { $n }
guide-risks-none = Nous ne connaissons pas les nombres pour cette route.
guide-risks-old = Nous ne savons pas ce qui est venu après le { $date }.
guide-risks-advice-tell = Dites à une personne de confiance où vous allez et quand vous appellerez.
guide-risks-advice-water = La chaleur, le froid et l’eau tuent. Ne montez pas dans un bateau ou un camion trop plein.
guide-risks-advice-guide = Celui qui prend de l’argent pour vous faire passer peut vous laisser seul. Gardez votre téléphone et vos papiers sur vous.
guide-cause-drowning = Noyade
guide-cause-illness = Maladie, pas de médicaments
guide-cause-vehicle = Accidents de voiture, de camion et de train
guide-cause-violence = Violence
guide-cause-nature = Chaleur, froid, soif, faim
guide-cause-other = Autre
guide-cause-unknown = Inconnue

guide-note = À savoir
guide-note-former = { $code } : { $name }. Ce code est ancien. Aujourd’hui :
guide-note-former-none = { $code } : { $name }. Ce code est ancien, et aucun pays n’a pris sa place.
guide-note-same = La route commence et finit dans le même pays. Cette page montre vos droits là-bas.
guide-note-apart = { $from } – { $to } : pas de frontière terrestre commune, et l’un des deux n’a pas de mer. On ne peut pas y aller tout droit par terre ou par mer.
guide-note-repeated = Un pays écrit deux fois de suite est montré une fois.

guide-work = Travail : signes d’alerte
guide-work-lead = Ces signes peuvent montrer un travail forcé :
guide-family = Si quelqu’un est perdu
guide-family-note = Écrivez ici le numéro que vous savez par cœur :

guide-save = Garder cette page ou la donner
guide-save-file = Pour la garder : enregistrez cette page sur votre téléphone. C’est un seul fichier, qui marche sans réseau.
guide-save-text = Texte pour messages
guide-save-read = Texte à lire à voix haute
guide-save-sms = Envoyer par SMS
guide-save-whatsapp = Envoyer par WhatsApp
guide-save-qr = Scannez pour ouvrir cette page
guide-save-qr-text = Scannez pour recevoir le texte court, sans réseau

guide-read-pause = Fin de cette partie.
guide-read-hello = Bonjour. Ce texte vous dit vos droits sur votre route. Vous pouvez arrêter quand vous voulez.
guide-read-way = Votre route est : { $way }.

guide-help = S’il n’y a pas de page pour votre route
guide-help-lead = Nous n’avons pas de page pour cette route. Ces droits et ces contacts aident presque partout.
guide-help-unknown = Nous ne connaissons pas ce pays : { $text }.
guide-help-nearest = Vouliez-vous dire : { $name } ?
guide-help-choose = Choisir de nouveau votre route
