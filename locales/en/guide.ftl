# The frame of the guide: headings, labels, notes. Same reader as in guide-rights.ftl. Names of countries always stand
# alone or after a colon, so that no language has to bend them.

guide-brand = Guide for the way
guide-lead = Your rights, the risks and whom to call, at each stop. We ask you nothing. We keep nothing.
guide-skip = Skip to the text
guide-exit = Leave this page
guide-exit-note = The button opens another website. It does not clear the history of your phone.
guide-languages = Languages
guide-way = Your way
guide-contents = On this page
guide-top = Back to the top
guide-home = All ways
guide-made = Made on { $date }
guide-advice = This is general information. It is not legal advice. Ask a lawyer about your own case.
guide-unreviewed = No second person has checked this language yet.
guide-reviewed = A second person checked this language on { $date }.
guide-names = Names of countries are those of Unicode CLDR. We take no side about any border or name.
guide-unknown = We do not know.
guide-source = Source
guide-sources = Sources
guide-as-of = As of { $date }

guide-choose = Choose your way
guide-choose-note = Choose in the lists. Only the pages that fit stay below. Nothing is sent.
guide-from = From
guide-through = Through
guide-to = To
guide-any = Any country
guide-no-fit = No page fits? Choose "Any country" in one list, or read the page "If there is no page for your way".
guide-countries = Country names in many languages
guide-countries-lead = Look for your country in your own language.

guide-role-origin = Your country: before you leave and when you come back
guide-role-transit = On the way
guide-role-destination = Where you want to arrive
guide-rights = Your rights here
guide-rights-open = Tap a line to open it.

guide-chip-yes = binds this country
guide-chip-maybe = we do not know if it binds this country
guide-chip-no = does not bind this country
guide-chip-then = did not bind this country on { $date }
guide-not-joined = A treaty asks for this too, but this country had not joined it:
guide-chip-declaration = a declaration, not a treaty
guide-chip-source = source

guide-treaties = Which treaties bind this country
guide-treaties-note = A treaty is a promise between countries. What we know on { $date }:
guide-treaty-yes = Binds since: { $date }
guide-treaty-yes-between = Binds since a day between { $from } and { $to }
guide-treaty-not-then = Did not bind on { $date }. We do not know what came later.
guide-treaty-soon = Will bind from: { $date }
guide-treaty-no = Does not bind
guide-treaty-unknown = We do not know if it binds.
guide-territory = This place has not joined treaties by itself. A treaty may count here through another State. We do not know.

guide-limits = Time limits here
guide-limits-note = Some limits are only for some people. Ask a lawyer which ones count for you.
guide-limits-none = We do not know the time limits here.
guide-limits-flux = The law on this is about to change.
guide-limit-then = then: { $length }
guide-limit-every = then every: { $length }
guide-unconfirmed = No lawyer has confirmed this yet
guide-confirmed = A lawyer has confirmed this

guide-call = Whom to call
guide-call-none = We do not know a checked contact.
guide-call-lacking = We do not know: { $kinds }.
guide-call-old = This was checked long ago.
guide-call-free = free of charge
guide-checked-law = The law names it. Nobody has called it. Read on { $date }
guide-checked-page = Read on its own page on { $date }
guide-checked-call = Somebody called it on { $date }
guide-kind-emergency = Emergency
guide-kind-consulate = Consulate
guide-kind-ombudsman = Human rights office
guide-kind-legal-aid = Free legal help
guide-kind-tracing = Looking for family
guide-kind-child = Help for children
guide-kind-labour = Work inspection
guide-kind-trafficking = Help for victims of trade in people
guide-consulates = Consulates of your country
guide-consulates-note = Before you go, ask the foreign ministry of your country for the numbers. Write them here.
guide-directory = Whom to call: all contacts
guide-directory-lead = We show only contacts whose source we know. Each one has the day when it was checked.

guide-risks = What can happen on this way
guide-risks-count = Dead and missing people on the record: { $n }
guide-risks-period = Counted from { $from } to { $to }
guide-risks-who = On the record as women: { $women }; as men: { $men }; as children: { $children }. Often nobody wrote it down.
guide-risks-causes = Causes on the record
guide-risks-minimum = These are the lowest numbers. Many deaths are never seen.
guide-risks-blank = Deaths on the record without a way: { $n }
guide-risks-none = We do not know the numbers for this way.
guide-risks-old = We do not know what came after { $date }.
guide-risks-advice-tell = Tell someone you trust where you go and when you will call.
guide-risks-advice-water = Heat, cold and water kill. Do not get on a boat or a truck that is too full.
guide-risks-advice-guide = A person who takes money to bring you across may leave you alone. Keep your phone and papers on you.
guide-cause-drowning = Drowning
guide-cause-illness = Illness, no medicine
guide-cause-vehicle = Accidents with cars, trucks and trains
guide-cause-violence = Violence
guide-cause-nature = Heat, cold, thirst, hunger
guide-cause-other = Other
guide-cause-unknown = Not known

guide-note = Please note
guide-note-former = { $code }: { $name }. This code is old. Today:
guide-note-former-none = { $code }: { $name }. This code is old, and no country took its place.
guide-note-same = The way begins and ends in the same country. This page shows your rights there.
guide-note-apart = { $from } – { $to }: no common land border, and one of the two has no sea. You cannot go straight by land or sea.
guide-note-repeated = A country that stood twice in a row is shown once.

guide-work = Work: warning signs
guide-work-lead = These signs can mean forced work:
guide-family = If someone is lost
guide-family-note = Write here the number that you know by heart:

guide-save = Keep this page or pass it on
guide-save-file = To keep it: save this page on your phone. It is one file and works without network.
guide-save-text = Text for messages
guide-save-read = Text to read aloud
guide-save-sms = Send as SMS
guide-save-whatsapp = Send by WhatsApp
guide-save-qr = Scan to open this page
guide-save-qr-text = Scan to get the short text, without network

guide-read-pause = End of this part.
guide-read-hello = Hello. This text tells you your rights on your way. You can stop at any time.
guide-read-way = Your way is: { $way }.

guide-help = If there is no page for your way
guide-help-lead = We have no page for this way. These rights and contacts help almost everywhere.
guide-help-unknown = We do not know this country: { $text }.
guide-help-nearest = Did you mean: { $name }?
guide-help-choose = Choose your way again
