# The rights texts of the guide. For a reader of nine to eleven years: short sentences, common words, no idioms. What each
# sentence rests on stands in guide-data/rights.toml. "They" are the police or other officials.

situation-stopped = If you are stopped
situation-detained = If you are locked up
situation-hurt = If you are hurt
situation-robbed = If you are robbed
situation-unpaid = If you are not paid
situation-child = If your child is with you
situation-alone = If you are under 18 and alone
situation-victim = If someone used you or hurt you badly
situation-returned = If you are sent back

right-stopped-calm = Stay calm. Do not run. Do not show false papers.
right-stopped-law = They may check who you are only as the law says.
right-stopped-violence = Nobody may beat you, torture you or shame you.
right-stopped-papers = Only an official may take your papers, and must give you a receipt. Nobody may destroy your passport.
right-stopped-asylum = If you are in danger at home, you may ask for asylum. Say: "I ask for asylum."

right-detained-why = They must tell you why they hold you, in words you understand.
right-detained-consulate = You may ask them to tell your consulate. They must tell you this right without delay.
right-detained-fear = If you fear your own government, ask a lawyer before you talk to your consulate.
right-detained-court = You may ask a court to say quickly if they may hold you.
right-detained-contact = Your family may visit you. You may talk with a lawyer.
right-detained-respect = They must treat you with respect, as a human being.
right-detained-visitors = Free visitors may come to see how you are treated. You may talk to them alone. Nobody may punish you for it.
right-detained-sign = Do not sign what you cannot read. Ask for an interpreter.

right-hurt-call = If a life is in danger, call the emergency number first.
right-hurt-urgent = They must not refuse you urgent care because you have no papers.
right-hurt-health = Everyone has a right to health.
right-hurt-protect = The State must protect you from violence, by officials and by others.
right-hurt-proof = Ask the doctor for a paper about your wounds. Keep it safe.

right-robbed-justice = If someone breaks your rights, you may ask a court or an office for justice.
right-robbed-officials = This counts even if an official did it.
right-robbed-courts = Before a court you are equal to everyone else.
right-robbed-consulate = Your consulate may help you. Ask it for new papers.
right-robbed-note = Write down the day, the place, and what they took. Write down names and numbers.

right-unpaid-fair = Everyone has a right to fair pay and to safe work.
right-unpaid-equal = For the same work you must get the same pay as people of this country, even without papers.
right-unpaid-union = You may join a trade union and ask it for help.
right-unpaid-leave = If you must leave the country, you may still claim your pay.
right-unpaid-note = Write down your days, your hours and your pay. Keep messages and photos from work.

right-child-best = What is best for your child must weigh much in every decision.
right-child-together = They may not take your child from you, unless the law allows it and it is best for the child.
right-child-held = They may lock up a child only if nothing else works, and for the shortest time.
right-child-school = Every child has a right to school. The first school is free.
right-child-birth = A child who is born on the way must be written down and have a name.

right-alone-say = Say: "I am under 18 and I am alone."
right-alone-care = The State must protect you and care for you.
right-alone-heard = You may say what you think, and they must listen.
right-alone-family = If you ask for asylum, they must help to find your family.
right-alone-lawyer = If they lock you up, you have a right to quick help from a lawyer.
right-alone-adults = They must keep you apart from adults, unless that is bad for you.

right-victim-crime = If someone forced or tricked you into work or sex, that is a crime against you.
right-victim-help = Ask for a safe place, a doctor and advice. The treaty asks States to think of this help.
right-victim-private = Your name should be kept secret.
right-victim-smuggled = They may not punish you only because someone smuggled you.
right-victim-torture = If an official tortured you, you may complain. They must look into it quickly.

right-returned-danger = Nobody may send you back to a place where you would be tortured or killed.
right-returned-alone = They must decide about you alone. They may not send away a whole group at once.
right-returned-reasons = You may say why you should stay, and ask someone to look at the decision again.
right-returned-belongings = You may take your earnings and your things with you.
right-returned-home = Your own country must let you come home.
right-returned-documents = If you were smuggled or traded, your country must give you papers to come home.

treaty-vccr = If they hold you, you may ask for your consulate.
treaty-iccpr = Nobody may hold you, hurt you or punish you without law.
treaty-cat = Nobody may torture you or send you back to torture.
treaty-opcat = Free visitors may check every place where people are locked up.
treaty-crc = Every child has rights, with or without papers.
treaty-refugee-convention = Nobody may send a refugee back into danger.
treaty-icrmw = Workers from other countries have rights, with or without papers.
treaty-icescr = You have rights to fair work, health and school.
treaty-trafficking-protocol = Trade in people is a crime, and its victims should get help.
treaty-cped = Nobody may be held in secret, and families may ask where you are.

limit-custody-decision = Someone must decide if they keep holding you
limit-judicial-control = A judge must look at why they hold you
limit-detention-review = Someone must check again if they may hold you
limit-written-detention-reasons = They must give you the reasons on paper
limit-bail-reference = A court must look at whether you can go free on bail
limit-detention-maximum = The longest time they may hold you
limit-removal-period = The time to send you away after the final order
limit-post-order-custody-review = After the final order, someone must check if they may hold you
limit-removal-prospect-review = After this time, ask a court if they may hold you longer
limit-long-detention-reported = A report on why you are still held must be sent
limit-pregnant-detention-maximum = The longest time they may hold a pregnant woman
limit-child-not-detained = The longest time they may hold a child
limit-child-authority-notified-on-apprehension = They must tell the office for children about a child alone
limit-unaccompanied-child-transfer = A child alone must go to the office for children
limit-border-child-screened = Someone must check if a child at the border is in danger
limit-representative-for-applicant-child = A child alone who asks for asylum must get a helper
limit-applicant-child-in-school = A child who asks for asylum must be in school
limit-arrival-screening = The first check after you arrive must be over
limit-border-procedure-end = The asylum procedure at the border must be over
limit-family-reunification-decision = They must decide if your family may join you

work-passport = They keep your passport or other papers.
work-debt = You must work off a debt that never gets smaller.
work-leave = You may not leave the place or the job.
work-threat = They threaten you or your family.
work-promise = The job is not what they promised.
work-pay = They hold back your pay.
work-hours = You work far too long and get no rest.
work-alone = They keep you away from other people or take your phone.
work-fee = Nobody should make you pay to get a job. The employer should pay the agent.
work-do = If two or more of these fit, ask for help. Look at whom to call.

family-redcross = The Red Cross and the Red Crescent look for lost family members. It costs nothing.
family-held = Your family may ask if you are held, and where.
family-child = If they take a child from a family, they must tell the family where the child is.
family-search = States must look for people who were made to disappear.
family-plan = Before you go: choose one person whom you call each week. Learn one number by heart.
family-copy = Leave a photo of you and copies of your papers with someone you trust.
