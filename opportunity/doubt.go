package opportunity

import (
	"slices"
	"strings"

	"koubo/opportunity/jdate"
)

// Doubt says of a value that it may be wrong, or that one may be missing.
type Doubt struct {
	Field string    `json:"field"` // "deadlines", "published", "updated", "url"
	Code  DoubtCode `json:"code"`
	Words string    `json:"words,omitempty"` // what stands on the page
}

// DoubtCode is why a value is doubted. English says it in words.
type DoubtCode string

// Why deadlines are doubted.
const (
	WeekdayDiffers        DoubtCode = "weekday_differs"
	NoSuchDay             DoubtCode = "no_such_day"
	FarAway               DoubtCode = "far_away"
	FarGuess              DoubtCode = "far_guess"
	YearGuessed           DoubtCode = "year_guessed"
	BeforePublication     DoubtCode = "before_publication"
	TooManyDates          DoubtCode = "too_many_dates"
	TextCut               DoubtCode = "text_cut"
	WeakLabel             DoubtCode = "weak_label"
	BorrowedLabel         DoubtCode = "borrowed_label"
	UnlikelyRole          DoubtCode = "unlikely_role"
	ClosingUnread         DoubtCode = "closing_unread"
	DeadlineUnread        DoubtCode = "deadline_unread"
	VagueDeadline         DoubtCode = "vague_deadline"
	QuestionsTooLate      DoubtCode = "questions_after_submission"
	RegistrationTooLate   DoubtCode = "registration_after_submission"
	SubmissionAfterReview DoubtCode = "submission_after_presentation"
	SubmissionAfterChoice DoubtCode = "submission_after_selection"
	SubmissionAfterOpen   DoubtCode = "submission_after_opening"
	SubmissionAfterSigned DoubtCode = "submission_after_contract"
	RegistrationAfterTalk DoubtCode = "registration_after_presentation"
)

// Why the days that a page states of itself, and its address, are doubted.
const (
	NoDayRead    DoubtCode = "no_day_read"
	ClockUnset   DoubtCode = "clock_unset"
	StillToCome  DoubtCode = "still_to_come"
	NoWebAddress DoubtCode = "no_web_address"
)

// doubtWords says each code in a sentence of either language.
var doubtWords = map[DoubtCode]struct{ english, japanese string }{
	WeekdayDiffers: {"The weekday does not belong to this day; the day is kept.",
		"日付と曜日が合っていません。日付のほうを載せています。"},
	NoSuchDay: {"There is no such day (no calendar has it, or its year is out of bounds); no date was read from it.",
		"暦にない日付です。この日付は載せていません。"},
	FarAway: {"The day is more than 24 months from the day the text was published or first seen.",
		"公表された日から2年以上離れた日付です。"},
	FarGuess: {"The day is more than 24 months from the day the text was published or first seen. Its year is not written, so that it was not kept.",
		"年の書かれていない日付で、公表された日から2年以上離れてしまいます。この日付は載せていません。"},
	YearGuessed: {"The year is not written, and the day the text was published is unknown: it may be over already.",
		"年の書かれていない日付で、公表された日も分かりません。すでに過ぎた日かもしれません。"},
	BeforePublication: {"The day lies before the day of publication.",
		"公表された日より前の日付です。"},
	TooManyDates: {"The page names so many dates that those below this one were not read.",
		"日付がたいへん多いページです。これより後の日付は読み取っていません。"},
	TextCut: {"The page is so long that only its first 256 KiB were read for dates and sums.",
		"たいへん長いページです。日付と金額は最初の256キロバイトだけから読み取りました。"},
	WeakLabel: {"The words beside this day do not say clearly that it is the last one; it is kept.",
		"この日が締切だとはっきり書かれていません。"},
	BorrowedLabel: {"The words beside this day are not known; what it is for was taken from those further away.",
		"この日のすぐそばの言葉の意味が分からず、離れた見出しなどから何の締切かを判断しました。"},
	UnlikelyRole: {"What stands around this day speaks against what it was taken for; it is kept.",
		"前後の記述からみて、この日が何の締切かの判断が誤っているかもしれません。"},
	ClosingUnread: {"Something ends on a day of which it is not clear what; it is among the other dates.",
		"「〜まで」などと書かれていて、何の締切か分からない日付があります。その他の日付に載せています。"},
	DeadlineUnread: {"The page names days, but of none it is clear that it is the deadline.",
		"日付は書かれていますが、どれが締切なのか読み取れませんでした。"},
	VagueDeadline: {"The page tells roughly when it closes, and names no day.",
		"締切がおおよその時期で書かれていて、日付はありません。"},
	QuestionsTooLate: {"The questions close after the submission: one of the two may be wrong.",
		"質問の締切が提出の締切より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	RegistrationTooLate: {"The registration closes after the submission: one of the two may be wrong.",
		"参加申込の締切が提出の締切より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	SubmissionAfterReview: {"The submission closes after the presentation: one of the two may be wrong.",
		"提出の締切が審査の日より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	SubmissionAfterChoice: {"The submission closes after the selection: one of the two may be wrong.",
		"提出の締切が選定の日より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	SubmissionAfterOpen: {"The submission closes after the opening: one of the two may be wrong.",
		"提出の締切が開札の日より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	SubmissionAfterSigned: {"The submission closes after the contract: one of the two may be wrong.",
		"提出の締切が契約の日より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	RegistrationAfterTalk: {"The registration closes after the presentation: one of the two may be wrong.",
		"参加申込の締切が審査の日より後になっています。どちらかの読み取りが誤っているかもしれません。"},
	NoDayRead: {"No day with a year can be read here.",
		"公表日・更新日として読める日付がありません。"},
	ClockUnset: {"Nothing was announced on the web on this day: a clock that was not set, or a slip; it is not kept.",
		"この日にウェブで公表されたはずがありません。機器の時計の誤りとみて、載せていません。"},
	StillToCome: {"This day was still to come when it was read; it is not kept.",
		"読み取った時点でまだ来ていない日付です。載せていません。"},
	NoWebAddress: {"This is no http address, so that nobody can open it.",
		"ウェブのアドレスではないため、開けません。"},
}

// English says the code in a sentence; a code that this version does not know says itself.
func (c DoubtCode) English() string {
	if words, ok := doubtWords[c]; ok {
		return words.english
	}
	return string(c)
}

// Japanese says the code in a sentence; one that this version does not know, that something is doubtful.
func (c DoubtCode) Japanese() string {
	if words, ok := doubtWords[c]; ok {
		return words.japanese
	}
	return "読み取りに疑いがあります。"
}

// DoubtCodeOf returns the code that an English sentence says, and the sentence itself as a code where none does.
func DoubtCodeOf(sentence string) DoubtCode {
	for code := range doubtWords {
		if code.English() == sentence {
			return code
		}
	}
	return DoubtCode(sentence)
}

// DoubtsDeadlines reports whether what was read of the deadlines should be checked against the announcement itself.
func (o Opportunity) DoubtsDeadlines() bool {
	return slices.ContainsFunc(o.Doubts, func(d Doubt) bool { return strings.HasPrefix(d.Field, "deadline") })
}

// Mention is a day that the announcement names without saying clearly what happens on it. It is never a deadline.
type Mention struct {
	Date  jdate.Date `json:"date"`
	Words string     `json:"words"`
}
