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
	vague      bool             // it tells who is sought and not how
	guess      opportunity.Kind // by the weights, where they take it for another kind than the rules do
	guessTerm  string
	stage      opportunity.Stage
	stageTerm  string
	unsure     bool   // of its stage
	wordsFor   string // the class of the weights that why was changed for, and the one that stage was; see explain
	stageFor   string
	calls      bool    // by all that it says it asks companies for something now
	leaves     bool    // it leaves that to its page
	none       float64 // how likely it announces nothing, from 0 to 1
}

// ruled asks the rules.
func ruled(title *scanned) (v verdict) {
	rule, term := firstRule(kindRules, title)
	v.kind, v.kindTerm, v.vague = rule.kind, term, rule.vague
	if words := challenges.FindString(title.text); v.kind == "" && words != "" {
		v.kind, v.kindTerm, v.vague = opportunity.Collaboration, words, true
	}
	v.stage, v.stageTerm, v.unsure = firstStage(title)
	v.why, v.words = excluded(title, v.stage)
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
	neverCalls  = .9 // of a title that announces nothing, whatever words of a call it holds: its page is not read
	surelyNone  = .7
	hardlySure  = .1 // a page is read of a title that less speaks for
	hardlyNone  = .15
	hardlyCalls = .2
	sureOfStage = .8
)

// told asks the rules, and then the weights. What spoke for what the weights say is left to explain.
func told(title *scanned) verdict {
	v := ruled(title)
	t := weighed(title, v)
	j := weigh.Learnt().Weigh(&t)
	stage := j.StageOver(v.stage)
	v.calls, v.none = j.Calls(stage), j.None
	v.leaves = !v.calls && j.Call > hardlyCalls && j.Open > .5
	switch {
	case v.why != "" && (v.calls || j.None < hardlyNone):
		v.why, v.words, v.wordsFor = "", "", "call"
	case v.why == "" && v.kind != "" && j.None >= surelyNone && !v.calls && !challenges.MatchString(title.text):
		v.why, v.words, v.wordsFor = beside, "", weigh.None
	}
	if v.why != "" || j.None >= surelyNone {
		return v
	}
	if kind := j.KindOver(v.kind); kind != v.kind {
		v.guess = kind
	}
	if stage != v.stage && (stage != opportunity.OpenCall || v.calls) { // they know no title of a page that has no stage
		v.stage, v.unsure, v.stageTerm, v.stageFor = stage, j.StageP < sureOfStage, "", string(stage)
	}
	return v
}

// explain fills in what spoke for what the weights said of the title. That takes as long to find as the rest.
func (v *verdict) explain(title *scanned) {
	if v.wordsFor == "" && v.guess == "" && v.stageFor == "" {
		return
	}
	t := weighed(title, ruled(title))
	reasons := func(class string) string {
		spokeFor, _ := weigh.Learnt().Reasons(&t, class, 3)
		return strings.Join(spokeFor, ", ")
	}
	if v.wordsFor != "" {
		v.words = reasons(v.wordsFor)
	}
	if v.guess != "" {
		v.guessTerm = reasons(string(v.guess))
	}
	if v.stageFor != "" {
		v.stageTerm = reasons(v.stageFor)
	}
}

// TitleExplanation tells what a title was taken for, and what spoke for it.
type TitleExplanation struct {
	Rules        weigh.Said // what the rules say of it
	Weighed      weigh.Judgement
	For, Against []string // what spoke most for it that it calls companies, and what most against it
	Kind, Stage  []string // what spoke most for its likeliest kind and stage
}

// ExplainTitle tells what the rules and the weights make of a title by itself.
func ExplainTitle(title string) (e TitleExplanation) {
	const most = 4
	t, w := TitleOf(title), weigh.Learnt()
	e.Rules, e.Weighed = t.Said, w.Weigh(&t)
	e.For, e.Against = w.Reasons(&t, "call", most)
	e.Kind, _ = w.Reasons(&t, string(e.Weighed.Kind), most)
	e.Stage, _ = w.Reasons(&t, string(e.Weighed.Stage), most)
	return e
}
