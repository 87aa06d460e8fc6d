package vocabulary

import "koubo/opportunity/jtext"

// oddsRow is a row of the table of sections: words in the form of jtext.Key, and how soon a section so named is looked into, from 0 for never to 1.
// The order is that of how often such sections held calls on 110 sites whose calls were known: 広報 3 of 5, 補助 most, くらし 1 of 10, 健康 none.
type oddsRow struct {
	words *jtext.Pattern
	odds  float64
}

// sectionOdds are the names of sections and offices that promise no list and hold a call at times: what is let, built or run stands under its
// matter. The first row that fits counts.
var sectionOdds = []oddsRow{
	{jtext.MustPattern(`職員|採用|結果|様式|名簿|入札参加|例規|選挙|議会|年金|保険|健診|税|届|証明|戸籍|消防|救急|図書館|ごみ|相談|統計|会議|審議|計画|予算|決算|アクセス|問い?合わ?せ|サイト|リンク|english|日本語|にほんご|検索|カレンダー|イベント|歴史|市長|町長|村長|知事|住民|人口|q&a|よくある|紹介`), 0},
	{jtext.MustPattern(`広報|広告|ふるさと|寄附`), 0.5},
	{jtext.MustPattern(`(?:募集|公募)$`), 0},
	{jtext.MustPattern(`補助|助成|融資|支援制度`), 0.45},
	{jtext.MustPattern(`公園|緑|港|マリーナ|河川|海岸|道の駅|駅|空港|施設|建築|都市|用地|土地|跡地|建物|まち|整備|開発`), 0.4},
	{jtext.MustPattern(`農|林|水産|漁|観光|環境|エネルギー|脱炭素|ゼロカーボン|交通|道路|土木|建設|水道|下水|病院|医療|学校|保育|介護|スポーツ|文化|デジタル|情報|地域|振興`), 0.3},
	{jtext.MustPattern(`くらし|暮らし|生活|教育|子育て|こども|福祉`), 0.2},
	{jtext.MustPattern(`健康|防災|安全`), 0.1},
}

// IsOfPublicity reports whether a section by its name is that of a body's publications, which sell space to advertisers.
func IsOfPublicity(text string) bool {
	return publicity.MatchString(jtext.Key(jtext.ClipBytes(text, 60)))
}

var publicity = jtext.MustPattern(`広報|広告`)

// plainOdds is what a section has whose name says nothing.
const plainOdds = 0.15

// Odds returns how soon a section so named is looked into, though it promises nothing: 0 for what never holds a call. Of names that sound near the calls
// and are of something else, those alone count that name a matter.
func Odds(text string, decoy bool) float64 {
	key := jtext.Key(jtext.ClipBytes(text, 60))
	if key == "" {
		return 0
	}
	for _, r := range sectionOdds {
		if r.words.MatchString(key) {
			return r.odds
		}
	}
	if decoy {
		return 0
	}
	return plainOdds
}
