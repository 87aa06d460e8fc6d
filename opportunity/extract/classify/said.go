package classify

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify/weigh"
)

// beside is the reason of titles that by the weights announce no opportunity, nor a stage of one.
const beside = "募集以外"

// verdict is what a title says by itself: first by the rules, then by the weights, which have learnt from other titles what the rules are
// worth and what else speaks.
type verdict struct {
	why, words string // why it invites no company
	kind       opportunity.Kind
	kindTerm   string
	vague      bool // it tells who is sought and not how
	guessed    bool // no rule names it: a page that does counts for more
	stage      opportunity.Stage
	stageTerm  string
	unsure     bool    // of its stage
	calls      bool    // by all that it says it asks companies for something now
	leaves     bool    // it leaves that to its page
	none       float64 // how likely it announces nothing, from 0 to 1
}

// ruled asks the rules.
func ruled(title *scanned) (v verdict) {
	v.why, v.words = excluded(title)
	rule, term := firstRule(kindRules, title)
	v.kind, v.kindTerm, v.vague = rule.kind, term, rule.vague
	v.stage, v.stageTerm, v.unsure = firstStage(title)
	return v
}

// TitleOf returns a title as the weights see it, with what the rules say of it.
func TitleOf(title string) weigh.Title {
	key := scan(titleKey(title))
	return weighed(key, ruled(key))
}

func weighed(title *scanned, v verdict) weigh.Title {
	return weigh.Title{Text: title.text, Stem: withoutAnnouncement(title.text), Said: weigh.Said{
		Why: v.why, WhyWords: v.words, Kind: v.kind, KindWords: v.kindTerm, Stage: v.stage, StageWords: v.stageTerm}}
}

// Bounds of what the weights say of a title. Between them its page decides.
const (
	neverCalls = .97 // of a title for whose words alone nobody reads its page
	surelyNone = .7
	hardlyNone = .15
)

// told asks the rules, and then the weights.
func told(title *scanned) verdict {
	v := ruled(title)
	t := weighed(title, v)
	j := weigh.Learnt().Weigh(&t)
	v.calls, v.none = j.Calls(), j.None
	v.leaves = !v.calls && j.Call > .2 && j.Open > .5
	if v.why == "" && v.kind != "" && j.None >= surelyNone && !v.calls {
		v.why, v.words = beside, strings.Join(weigh.Learnt().Reasons(&t, weigh.None, reasons), ", ")
	}
	if v.why != "" && (v.calls || j.None < hardlyNone) {
		v.why, v.words = "", ""
	}
	if v.why != "" || j.None >= surelyNone {
		return v
	}
	why := func(class string) string { return strings.Join(weigh.Learnt().Reasons(&t, class, reasons), ", ") }
	if kind := j.KindOver(v.kind); kind != v.kind {
		v.guessed = v.kind == ""
		v.kind, v.vague, v.kindTerm = kind, false, why(string(kind))
	}
	if stage := j.StageOver(v.stage); stage != v.stage {
		v.stage, v.unsure, v.stageTerm = stage, j.StageP < .8, why(string(stage))
	}
	return v
}

// reasons is how many features are named as those that told something.
const reasons = 3
