package opportunity

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
