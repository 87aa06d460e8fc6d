package cause

import (
	"bytes"
	"regexp"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
	"koubo/parsers/page"
)

// notices are what servers say in place of a page; one that stands in a heading, or in a page of few words, is one.
var notices = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`メンテナンス(中|のお知らせ|のため|作業|を実施|により)?`, `ただいま|只今`, `サービス(を|の)?(一時)?(停止|休止)`, `システム(の)?(停止|障害|更新|メンテ)`, `一時的に(アクセス|利用|ご利用|表示)`,
	`アクセスが?(集中|制限|拒否|禁止)`, `(大変|たいへん)?混(雑|み合)`, `しばらく(して|経って|時間)`, `閲覧(でき|が制限|を制限)`,
	`(お探し|指定|ご指定|該当|要求)の?(された)?(の)?(ページ|url|ファイル|記事|コンテンツ)`, `ページ(が|は)(見つか|存在し|表示でき|ございま|ありません|移動|削除)`, `見つかりません`, `存在しません`, `(公開|掲載)(は|を)?(終了|停止)`,
	`ログイン|サインイン|認証(が必要|エラー|に失敗|ページ)|パスワードを入力`, `エラー(が発生|ページ|コード)?`, `セッション(が|の)?(切れ|タイムアウト|無効|有効期限)`, `タイムアウト`,
	`(ロボット|ボット)では(ない|あり)`, `セキュリティ(確認|チェック|上の理由)`, `不正な(アクセス|リクエスト|要求)`, `リクエストが拒否`,
	`not found`, `forbidden`, `access denied`, `service unavailable`, `bad gateway`, `internal server error`, `under maintenance`, `request (was )?(rejected|blocked)`, `support id`,
	`attention required`, `just a moment`, `checking your browser`, `enable javascript`, `javascript(を|が)(有効|無効)`, `(40[0-9]|50[0-9])[ 　]*(error|エラー|not|forbidden|bad|service|internal)`,
}, "|"))

// FewWords is the length, in characters, up to which a page that holds a notice is nothing else.
const FewWords = 300

// NoticeWords returns the words by which a page is a server's notice, "" where it is none.
func NoticeWords(own opportunity.Draft) string {
	if words := notices.FindString(jtext.Fold(own.Title)); words != "" {
		return words
	}
	text := jtext.Fold(own.Text)
	if len([]rune(text)) > FewWords {
		return ""
	}
	return notices.FindString(text)
}

// IsHomeTitle reports whether a page is a home page by its title.
func IsHomeTitle(title string) bool { return homeTitle.MatchString(jtext.Fold(title)) }

// homeTitle is how home pages are titled: by what they are, behind the name of their body.
var homeTitle = regexp.MustCompile(`(?i)(公式)?(ホームページ|ウェブサイト|web ?サイト|website|homepage)(へようこそ)?$|^(トップ|ホーム|top|home)(ページ|page)?$`)

var passwordInput = regexp.MustCompile(`(?i)<input[^>]+type\s*=\s*["']?password`)

// AsksForPassword reports whether a page is a login, or holds one.
func AsksForPassword(p page.Page) bool { return passwordInput.Match(p.Body) }

// NoticeOf returns a Notice where a page without announcements is one. charset overrides what it declares, "" to detect.
func NoticeOf(p page.Page, charset string, drafts []opportunity.Draft) error {
	if len(drafts) > 0 || bytes.Contains(p.Body[:min(len(p.Body), 512)], []byte("<rss")) {
		return nil
	}
	own, err := detail.ReadWith(p, charset, nil)
	if err != nil {
		return nil
	}
	if words := NoticeWords(own); words != "" {
		return Notice{Words: words}
	}
	if AsksForPassword(p) {
		return Notice{Words: "it asks for a password"}
	}
	return nil
}
