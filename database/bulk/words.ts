/**
 * Lists are in order of frequency: the first words are common and the last ones rare, so that a
 * search matches a hundred thousand tasks, or three.
 */
const list = (words: string) => words.trim().replace(/\s+/g, ' ').split(', ')

export const THINGS = list(`
  invoice, report, customer, order, form, page, button, email, contract, price list, dashboard,
  newsletter, backup, import, export, login, password, calendar, attachment, budget, shipment,
  survey, invitation, reminder, template, filter, search, address, receipt, refund, supplier,
  forecast, presentation, training, workshop, interview, onboarding, licence, certificate, server,
  database, migration, release, changelog, documentation, manual, translation, photo, video, banner,
  brochure, campaign, landing page, cookie notice, sitemap, menu, sidebar, tooltip, icon, font,
  colour palette, spreadsheet, chart, pivot table, timesheet, payroll, holiday request, expense claim,
  purchase order, delivery note, packing slip, barcode, label printer, scanner, forklift, warehouse,
  pallet, inventory, stocktake, assembly line, spare part, gearbox, compressor, boiler, ventilation,
  fire drill, emergency exit, first-aid kit, parking space, bicycle rack, coffee machine, dishwasher,
  whiteboard, projector, microphone, headset, router, firewall, certificate chain, load balancer,
  cache, queue, webhook, access token, audit log, retention policy, privacy notice, cookie, consent,
  data export, escrow, warranty, insurance, tender, quotation, framework agreement, addendum, appendix,
  glossary, footnote, questionnaire, persona, storyboard, wireframe, prototype, mock-up, moodboard,
  exhibition stand, roll-up, lanyard, name badge, seating plan, catering, hotel booking, visa, itinerary,
  telescope, greenhouse, beehive, lighthouse, carousel, harpsichord
`)

export const PLACES = list(`
  the customer portal, the web shop, the checkout, the mobile app, the intranet, accounting, sales,
  support, the warehouse, production, the Berlin office, the settings, the sign-up form, the archive,
  the staging server, the price calculator, the calendar view, the PDF export, the order history, the
  help centre, the partner portal, purchasing, human resources, the reception, the Lyon branch, the
  monthly closing, the test lab, the print shop, the onboarding checklist, the board meeting, the Oslo
  warehouse, the trade fair, the quarterly review, the annual report, the canteen, the apprentices'
  workshop, the Porto depot, the night shift, the works council, the archive cellar, the observatory
`)

export const PROBLEMS = list(`
  is slow, is missing, shows the wrong amount, fails without a message, is out of date, is confusing,
  breaks on small screens, ignores the time zone, sends everything twice, loses the attachment, stops
  at the second page, can't be undone, forgets the filter, counts deleted records, rounds wrongly,
  doesn't accept umlauts, times out on Mondays, needs a second signature, contradicts the contract,
  leaks memory, prints upside down, duplicates customers, rejects valid addresses, overheats, squeaks
`)

export const QUALITIES = list(`
  new, old, monthly, final, open, urgent, internal, public, shared, broken, missing, second, large,
  small, annual, temporary, legal, technical, German, French, automatic, manual, weekly, duplicate,
  incomplete, obsolete, confidential, accessible, seasonal, provisional, bilingual, experimental,
  redundant, laminated, fireproof, ergonomic, retroactive, quarterly, waterproof, iridescent
`)

export const DOINGS = list(`
  check, fix, update, prepare, write, review, send, order, plan, test, replace, clean up, document,
  translate, discuss, measure, compare, migrate, archive, approve, collect, redesign, simplify, remove,
  rename, schedule, negotiate, install, configure, monitor, publish, print, repair, estimate, research,
  calibrate, proofread, reconcile, benchmark, decommission, refactor, rehearse, inventory, refurbish
`)

export const TAGS = list(`
  bug, customer, urgent-fix, finance, marketing, idea, waiting, documentation, design, backend, frontend,
  legal, hiring, security, performance, quick-win, research, hardware, travel, quality, training, sales,
  support, release, cleanup, accessibility, mobile, reporting, purchasing, logistics, compliance, event,
  translation, print, maintenance, experiment, privacy, onboarding, energy, archive
`)

export const TEAM_SUBJECTS = list(`
  Support, Sales, Web, Finance, Logistics, Design, Platform, Marketing, Production, Quality, People,
  Purchasing, Mobile, Research, Facilities, Legal, Data, Events, Training, Security
`)

export const TEAM_PLACES = list(`
  Berlin, Lyon, Oslo, Porto, Krakow, Dublin, Graz, Turin, Malmo, Ghent, Basel, Tartu, Leeds, Bilbao
`)

export const FIRST_NAMES = list(`
  Anna, Maria, Jonas, Sofia, Lukas, Emma, Mateo, Ines, Oskar, Lea, Amir, Nadia, Pavel, Ingrid, Tomas,
  Yara, Felix, Chiara, Hugo, Zofia, Kwame, Aiko, Ravi, Leila, Bruno, Elin, Diego, Freya, Samir, Greta,
  Ivan, Noor, Anton, Carla, Emil, Wanda, Tariq, Hana, Piotr, Olga
`)

export const LAST_NAMES = list(`
  Novak, Silva, Weber, Rossi, Jensen, Kowalski, Moreau, Haddad, Lindqvist, Okafor, Tanaka, Sharma,
  Murphy, Costa, Berger, Ferrari, Hansen, Duarte, Keller, Dubois, Nowak, Aziz, Svensson, Mensah, Sato,
  Patel, Byrne, Ribeiro, Vogel, Conti, Nilsen, Santos, Frank, Laurent, Wolf, Rahman, Holm, Adeyemi,
  Mori, Kaur
`)

/** Thousands of customer names, composed of syllables. */
export const CUSTOMERS = list(
  `Bran, Kor, Val, Mer, Tol, Hel, Sor, Lin, Dra, Fen, Gar, Nor, Pel, Ros`
)
  .flatMap((first) =>
    list(`a, do, ka, li, me, no, ri, sta, to, va, wi, xo`).flatMap((second) =>
      list(`berg, dex, field, gard, lyn, mont, nova, quist, tech, ton, vik, worth`).map(
        (third) => `${first}${second}${third}`
      )
    )
  )
  // Neighbours share syllables: spread them, so that frequent names differ.
  .map((_, index, all) => all[(index * 811) % all.length])
