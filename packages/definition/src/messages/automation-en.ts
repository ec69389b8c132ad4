/** The sentences about automations, in English. Each names the automation and the place in it. */
export const automationEn = {
  'automation.gone': '“{automation}”, {at}: the {what} “{name}” does not exist. Choose another one.',
  'automation.rule': '“{automation}”, {at}: {fault}',
  'automation.cycle':
    '“{automation}”, {at}: the steps come round to this one at once and would never end. Put a wait for a time between them, or let the last one lead nowhere.',
  'automation.ways': '“{automation}”, {at}: its ways do not fit its settings. Open the step and save its ways anew.',
  'automation.awaits_nothing': '“{automation}”, {at}: say what it waits for. Without a condition it would not wait at all.',
  'automation.percent': '“{automation}”, {at}: say how many of a hundred have to agree, and only where a share of them decides.',
  'automation.straight':
    '“{automation}”, {at}: a ladder that takes records back goes straight on. Remove the branches, waits, approvals and requests from its levels.',
  'automation.unreached': '“{automation}”, {at}: no way leads to this step. Remove it, or let another one lead to it.',
  'automation.shared':
    '“{automation}”, {at}: ways that are gone side by side come to this step together with others. Each of them needs steps of its own; what follows all of them stands behind the step at which they begin.',
  'automation.way_empty': '“{automation}”, {at}: nothing is done on the way “{way}” yet. Add a step to it, or remove the way.',
  'automation.not_called':
    '“{automation}”, {at}: “{name}” does not wait for other automations to call it. Choose one that does, or let it begin so.',
  'automation.call_about': '“{automation}”, {at}: “{name}” is about “{entity}”. Choose for which of those it is to run.',
  'automation.call_one': '“{automation}”, {at}: choose either a record that is referred to or records that are found, not both.',
  'automation.call_cycle': '“{automation}”, {at}: these automations call each other without end ({chain}). Remove one of the calls.',
  'automation.found_by': '“{automation}”, {at}: the records can only be found by a field that refers to “{entity}”.',
  'automation.sort_many': '“{automation}”, {at}: sort by at most {most} fields.',
  'automation.no_process': '“{automation}”, {at}: “{entity}” has no stages, so this cannot be asked of it.',
  'automation.no_activity':
    '“{automation}”, {at}: nothing is recorded as a follow-up of “{entity}”. Count since the stage was entered, or let an entity be its activities.',
  'automation.last_band': '“{automation}”: the last row of the ladder must be for everything else, without a condition.',
  'automation.band': '“{automation}”, {at}: say for which records. Only the last row is for everything else.',
  'automation.rising': '“{automation}”, {at}: “{level}” must be reached later than “{before}”.',
  'automation.warning':
    '“{automation}”, {at}: it takes records away, so a level before it must warn: add a reminder there that is a warning.',
  'automation.unwarned': '“{automation}”, {at}: “{level}” takes records away, but no level that warns is reached before it.',
  'automation.waits': '“{automation}”, {at}: it takes records away. Say how long after the warning at the earliest.',
  'automation.quiet_none': '“{automation}”, {at}: they begin and end at {time}. Choose another end, or have none.',
  'automation.quiet_all':
    '“{automation}”, {at}: {from}–{to} leaves none of the working hours of “{calendar}”, so nobody would ever be told. Shorten them.',
  'automation.changed_values': '“{automation}”, {at}: “from” and “to” need exactly one field, and one that has options.',
  'automation.date': '“{automation}”, {at}: “{field}” is not a date.',
  'automation.day': '“{automation}”, {at}: choose the weekday or the day of the month, and only where it is every week or every month.',
  'automation.place': '“{automation}”, {at}: the text names “{name}”, which is no field of this record. Insert a field from the list.',
  'automation.person': '“{automation}”, {at}: “{field}” does not name a person.',
  'automation.nothing': '“{automation}”, {at}: choose at least one field to set.',
  'automation.not_written': '“{automation}”, {at}: “{field}” is filled in by the system and cannot be set.',
  'automation.value': '“{automation}”, {at}: “{field}” does not take this value.',
  'automation.required': '“{automation}”, {at}: a new “{entity}” needs “{field}”. Give it a value.',
  'automation.of': '“{automation}”, {at}: “{field}” refers to no record whose fields could be set.',
  'automation.link': '“{automation}”, {at}: the record can only be named by a field that refers to “{entity}”, and not once it is deleted.',
  'automation.reason': '“{automation}”, {at}: this change of status needs a reason. Choose one.',
  'automation.until': '“{automation}”, {at}: this status asks until when, which only a person can say. Choose another one.',
  'automation.among': '“{automation}”, {at}: “{field}” names neither a person nor a department.',
  'automation.team': '“{automation}”, {at}: the role “{role}” sees no “{entity}”. Choose another role, or give it the right.',
  'automation.deleted': '“{automation}”, {at}: a record that is deleted cannot be changed. Remove this step.',
  'automation.takes_nothing': '“{automation}”, {at}: choose at least one field that is filled with what arrives.',
  'automation.takes': '“{automation}”, {at}: “{field}” cannot be filled with what arrives. Leave it out.',
  'automation.match':
    '“{automation}”, {at}: “{field}” does not tell records apart. Choose a unique field that is filled with what arrives.',
  'automation.known': '“{automation}”, {at}: choose the field by which the record is found, or let messages make records.',
  'automation.arriving_key':
    '“{automation}”, {at}: “{field}” is given by the system, so no record can be made with it. Take only records that are there.',
  'automation.url':
    '“{automation}”, {at}: this is not an address. It begins with https:// and a host; what stands behind that holds no spaces and no #.',
  'automation.url_place':
    '“{automation}”, {at}: “{name}” stands where the address says who is asked. Fields stand behind the host alone, in the path or the query.',
  'automation.url_field': '“{automation}”, {at}: “{field}” cannot stand in an address. Leave it out.',
  'automation.header': '“{automation}”, {at}: the header “{name}” cannot be set. Leave it out.',
  'automation.header_value':
    '“{automation}”, {at}: the header “{name}” takes one line of plain letters, figures and signs, with secrets as {example}.',
  'automation.body': '“{automation}”, {at}: GET sends no content. Choose another method, or send nothing.',
  'automation.list':
    '“{automation}”, {at}: a list of all records can only be told of, to people of roles, in a text that names no field. Change the steps, or begin once for each record.',
} as const;
