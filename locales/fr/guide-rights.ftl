# Les textes sur les droits. Pour un lecteur de neuf à onze ans : phrases courtes, mots simples.

situation-stopped = Si on vous arrête pour un contrôle
situation-detained = Si on vous enferme
situation-hurt = Si vous êtes blessé
situation-robbed = Si on vous vole
situation-unpaid = Si on ne vous paie pas
situation-child = Si votre enfant est avec vous
situation-alone = Si vous avez moins de 18 ans et êtes seul
situation-victim = Si quelqu’un vous a exploité ou fait beaucoup de mal
situation-returned = Si on vous renvoie

right-stopped-calm = Restez calme. Ne courez pas. Ne montrez pas de faux papiers.
right-stopped-law = On ne peut contrôler qui vous êtes que comme la loi le dit.
right-stopped-violence = Personne ne peut vous battre, vous torturer ou vous humilier.
right-stopped-papers = Seul un agent peut prendre vos papiers, et il doit vous donner un reçu. Personne ne peut détruire votre passeport.
right-stopped-asylum = Si vous êtes en danger chez vous, vous pouvez demander l’asile. Dites : « Je demande l’asile. »

right-detained-why = On doit vous dire pourquoi on vous retient, avec des mots que vous comprenez.
right-detained-consulate = Vous pouvez demander qu’on prévienne votre consulat. On doit vous dire ce droit sans attendre.
right-detained-fear = Si vous avez peur de votre gouvernement, parlez à un avocat avant de parler à votre consulat.
right-detained-court = Vous pouvez demander à un tribunal de dire vite si on peut vous retenir.
right-detained-contact = Votre famille peut vous rendre visite. Vous pouvez parler avec un avocat.
right-detained-respect = On doit vous traiter avec respect, comme un être humain.
right-detained-visitors = Des visiteurs indépendants peuvent venir voir comment on vous traite. Vous pouvez leur parler seul. Personne ne peut vous punir pour cela.
right-detained-sign = Ne signez pas ce que vous ne pouvez pas lire. Demandez un interprète.

right-hurt-call = Si une vie est en danger, appelez d’abord le numéro d’urgence.
right-hurt-urgent = On ne doit pas vous refuser des soins urgents parce que vous n’avez pas de papiers.
right-hurt-health = Toute personne a droit à la santé.
right-hurt-protect = L’État doit vous protéger de la violence des agents et des autres.
right-hurt-proof = Demandez au médecin un papier sur vos blessures. Gardez-le bien.

right-robbed-justice = Si quelqu’un viole vos droits, vous pouvez demander justice à un tribunal ou à un bureau.
right-robbed-officials = Cela vaut aussi si c’est un agent qui l’a fait.
right-robbed-courts = Devant un tribunal, vous êtes l’égal de tous les autres.
right-robbed-consulate = Votre consulat peut vous aider. Demandez-lui de nouveaux papiers.
right-robbed-note = Notez le jour, le lieu et ce qu’on a pris. Notez les noms et les numéros.

right-unpaid-fair = Toute personne a droit à un salaire juste et à un travail sûr.
right-unpaid-equal = Pour le même travail, vous devez être payé comme les gens de ce pays, même sans papiers.
right-unpaid-union = Vous pouvez entrer dans un syndicat et lui demander de l’aide.
right-unpaid-leave = Si vous devez quitter le pays, vous pouvez toujours réclamer votre salaire.
right-unpaid-note = Notez vos jours, vos heures et votre paie. Gardez les messages et les photos du travail.

right-child-best = Ce qui est le mieux pour votre enfant doit peser beaucoup dans chaque décision.
right-child-together = On ne peut pas vous prendre votre enfant, sauf si la loi le permet et que c’est mieux pour l’enfant.
right-child-held = On ne peut enfermer un enfant que si rien d’autre ne marche, et le moins longtemps possible.
right-child-school = Chaque enfant a droit à l’école. La première école est gratuite.
right-child-birth = Un enfant né en route doit être inscrit et avoir un nom.

right-alone-say = Dites : « J’ai moins de 18 ans et je suis seul. »
right-alone-care = L’État doit vous protéger et prendre soin de vous.
right-alone-heard = Vous pouvez dire ce que vous pensez, et on doit vous écouter.
right-alone-family = Si vous demandez l’asile, on doit aider à trouver votre famille.
right-alone-lawyer = Si on vous enferme, vous avez droit à l’aide rapide d’un avocat.
right-alone-adults = On doit vous garder loin des adultes, sauf si c’est mauvais pour vous.

right-victim-crime = Si quelqu’un vous a forcé ou trompé pour travailler ou pour le sexe, c’est un crime contre vous.
right-victim-help = Demandez un lieu sûr, un médecin et des conseils. Le traité demande aux États de penser à cette aide.
right-victim-private = Votre nom devrait rester secret.
right-victim-smuggled = On ne peut pas vous punir seulement parce que quelqu’un vous a fait passer.
right-victim-torture = Si un agent vous a torturé, vous pouvez vous plaindre. On doit l’examiner vite.

right-returned-danger = Personne ne peut vous renvoyer là où on vous torturerait ou vous tuerait.
right-returned-alone = On doit décider pour vous seul. On ne peut pas renvoyer tout un groupe d’un coup.
right-returned-reasons = Vous pouvez dire pourquoi vous devez rester, et demander qu’on revoie la décision.
right-returned-belongings = Vous pouvez emporter ce que vous avez gagné et vos affaires.
right-returned-home = Votre propre pays doit vous laisser rentrer.
right-returned-documents = Si on vous a fait passer ou vendu, votre pays doit vous donner des papiers pour rentrer.

treaty-vccr = Si on vous retient, vous pouvez demander votre consulat.
treaty-iccpr = Personne ne peut vous retenir, vous blesser ou vous punir hors la loi.
treaty-cat = Personne ne peut vous torturer ni vous renvoyer à la torture.
treaty-opcat = Des visiteurs indépendants peuvent contrôler chaque lieu où des gens sont enfermés.
treaty-crc = Chaque enfant a des droits, avec ou sans papiers.
treaty-refugee-convention = Personne ne peut renvoyer un réfugié vers le danger.
treaty-icrmw = Les travailleurs d’autres pays ont des droits, avec ou sans papiers.
treaty-icescr = Vous avez des droits au travail juste, à la santé et à l’école.
treaty-trafficking-protocol = Le commerce de personnes est un crime, et ses victimes devraient être aidées.
treaty-cped = Personne ne peut être retenu en secret, et les familles peuvent demander où vous êtes.

limit-custody-decision = On doit décider si on continue à vous retenir
limit-judicial-control = Un juge doit regarder pourquoi on vous retient
limit-detention-review = On doit vérifier de nouveau si on peut vous retenir
limit-written-detention-reasons = On doit vous donner les raisons par écrit
limit-bail-reference = Un tribunal doit voir si vous pouvez sortir sous caution
limit-detention-maximum = Le temps le plus long où on peut vous retenir
limit-removal-period = Le temps pour vous renvoyer après l’ordre final
limit-post-order-custody-review = Après l’ordre final, on doit vérifier si on peut vous retenir
limit-removal-prospect-review = Après ce temps, demandez à un tribunal si on peut encore vous retenir
limit-long-detention-reported = Un rapport sur les raisons de vous retenir doit être envoyé
limit-pregnant-detention-maximum = Le temps le plus long où on peut retenir une femme enceinte
limit-child-not-detained = Le temps le plus long où on peut retenir un enfant
limit-child-authority-notified-on-apprehension = On doit prévenir le bureau des enfants pour un enfant seul
limit-unaccompanied-child-transfer = Un enfant seul doit aller au bureau des enfants
limit-border-child-screened = On doit vérifier si un enfant à la frontière est en danger
limit-representative-for-applicant-child = Un enfant seul qui demande l’asile doit avoir un représentant
limit-applicant-child-in-school = Un enfant qui demande l’asile doit être à l’école
limit-arrival-screening = Le premier contrôle après l’arrivée doit être fini
limit-border-procedure-end = La procédure d’asile à la frontière doit être finie
limit-family-reunification-decision = On doit décider si votre famille peut venir

work-passport = On garde votre passeport ou d’autres papiers.
work-debt = Vous devez payer par le travail une dette qui ne diminue jamais.
work-leave = Vous ne pouvez pas quitter le lieu ou le travail.
work-threat = On vous menace, vous ou votre famille.
work-promise = Le travail n’est pas celui qu’on vous a promis.
work-pay = On retient votre paie.
work-hours = Vous travaillez beaucoup trop longtemps, sans repos.
work-alone = On vous tient loin des autres ou on prend votre téléphone.
work-fee = Personne ne devrait vous faire payer pour un emploi. L’employeur devrait payer l’agent.
work-do = Si deux signes ou plus vont avec votre cas, demandez de l’aide. Regardez qui appeler.

family-redcross = La Croix-Rouge et le Croissant-Rouge cherchent les membres de familles perdus. C’est gratuit.
family-held = Votre famille peut demander si on vous retient, et où.
family-child = Si on prend un enfant à une famille, on doit dire à la famille où il est.
family-search = Les États doivent chercher les personnes qu’on a fait disparaître.
family-plan = Avant de partir : choisissez une personne que vous appelez chaque semaine. Apprenez un numéro par cœur.
family-copy = Laissez une photo de vous et des copies de vos papiers à une personne de confiance.
