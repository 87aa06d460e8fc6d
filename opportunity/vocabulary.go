package opportunity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

var (
	kinds     = []Kind{Pilot, Accelerator, Proposal, Collaboration, Sounding, DesignatedManager, PFI, NamingRights, Subsidy, Tender, VendorRegistration, AdSpace, Other}
	stages    = []Stage{OpenCall, Notice, Result, QA, Amendment, Cancelled, OtherPage}
	themes    = strings.Fields("mobility health childcare education environment energy disaster tourism agriculture welfare dx infrastructure culture industry")
	statuses  = []Status{Upcoming, Open, ClosingSoon, Closed, RollingStatus, WithdrawnNow, UnknownStatus}
	sortings  = []Sort{ByRevised, ByDeadline, ByPublished, ByBudget}
	prefNames = strings.Fields("北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県")
)

// Kinds and Stages list every value of their type, in the order of the record's documentation.
func Kinds() []Kind   { return slices.Clone(kinds) }
func Stages() []Stage { return slices.Clone(stages) }

// Themes lists the values of a record's themes.
func Themes() []string { return slices.Clone(themes) }

// ParameterValues lists the words that a parameter may hold, nil for one that holds none of a list.
func ParameterValues(name string) []string {
	switch name {
	case "kind":
		return append(wordsOf(kinds), "all")
	case "stage":
		return append(wordsOf(stages), "all")
	case "status":
		return append(wordsOf(statuses), "all")
	case "theme":
		return Themes()
	case "sort":
		return wordsOf(sortings)
	case "pref":
		return slices.Clone(prefNames)
	}
	return nil
}

func wordsOf[T ~string](values []T) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return words
}

// PrefectureCode reads a prefecture's name, such as 長野県 or 長野, or its number, and returns its two digits, "" for "". The error is a
// sentence that says what pref may hold.
func PrefectureCode(value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", nil
	}
	for i, name := range prefNames {
		code := fmt.Sprintf("%02d", i+1)
		if value == code || value == strconv.Itoa(i+1) || value == name || value == strings.TrimRight(name, "都府県") {
			return code, nil
		}
	}
	return "", fmt.Errorf("pref cannot be %q; it is a prefecture's name such as 長野県 or its code from 01 to 47", jtext.ClipRunes(value, 60))
}

// Label is the Japanese name of the kind.
func (k Kind) Label() string { return kindLabels[k] }

// Label is the Japanese name of the stage.
func (s Stage) Label() string { return stageLabels[s] }

// Label is the Japanese name of the status.
func (s Status) Label() string { return statusLabels[s] }

// Label is the Japanese name of the role.
func (r Role) Label() string { return roleLabels[r] }

// ThemeLabel is the Japanese name of a theme, "" for one that is not known.
func ThemeLabel(theme string) string { return themeLabels[theme] }

var kindLabels = map[Kind]string{
	Pilot: "実証実験", Accelerator: "アクセラレーター", Proposal: "プロポーザル・提案募集", Collaboration: "連携・共創",
	Sounding: "サウンディング", DesignatedManager: "指定管理者", PFI: "PFI・PPP", NamingRights: "ネーミングライツ",
	Subsidy: "補助金", Tender: "入札", VendorRegistration: "入札参加資格", AdSpace: "広告", Other: "その他",
}

var stageLabels = map[Stage]string{
	OpenCall: "募集", Notice: "予告", Result: "結果", QA: "質問回答", Amendment: "変更・延長", Cancelled: "中止", OtherPage: "その他",
}

var statusLabels = map[Status]string{
	Upcoming: "受付前", Open: "受付中", ClosingSoon: "締切間近", Closed: "受付終了", RollingStatus: "随時受付",
	WithdrawnNow: "掲載終了", UnknownStatus: "期限不明",
}

var roleLabels = map[Role]string{
	Submission: "提出・応募", Registration: "参加申込", Questions: "質問", Answers: "質問への回答", Briefing: "説明会",
	SiteVisit: "現地見学", Interview: "対話・面談", Presentation: "プレゼンテーション", Selection: "選定・結果通知",
	Contract: "契約", Opening: "開札", Publication: "公告・公表", Period: "事業期間", OtherRole: "その他",
}

var themeLabels = map[string]string{
	"mobility": "交通・モビリティ", "health": "健康・医療", "childcare": "子育て", "education": "教育",
	"environment": "環境", "energy": "エネルギー", "disaster": "防災", "tourism": "観光", "agriculture": "農林水産",
	"welfare": "福祉", "dx": "デジタル", "infrastructure": "インフラ", "culture": "文化・スポーツ", "industry": "産業",
}
