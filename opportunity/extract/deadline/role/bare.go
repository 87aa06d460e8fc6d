package role

import "koubo/opportunity/jtext"

// ItemForm is how a label may be numbered or marked as an item, in a regular expression: (1), ア, ①, 3.
const ItemForm = `[ ・]*(?:[(\[]?[0-9ア-ンa-z①-⑳]{1,2}[)\].]?)? ?`

// bare is a label that says that a day follows, and not of which step: (1)提出期限, ア 開催予定日, とき.
var bare = jtext.MustPattern(`^` + ItemForm + `(?:提出|受付|受け付け|申込|実施|開催|通知|公表|掲載|予定|締切|締結|決定)*(?:の|・)?(?:期限|期間|期日|日時|日程|締切|締め切り|日|時期|とき)(?:\(予定\))?[: ]*$`)

// IsBare reports whether a folded label names no step by itself: which one it is stands in the heading or the label above it.
func IsBare(label string) bool { return bare.MatchString(label) }
