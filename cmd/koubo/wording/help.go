package wording

// Help is what the help of a command says of it.
type Help struct{ Short, Long string }

// HelpOf is the Japanese help of a command by its path, such as "koubo source add"; false where there is none.
func HelpOf(path string) (Help, bool) {
	h, ok := helps[path]
	return h, ok
}

// FlagOf is the Japanese of what the help says of a flag, by its English; false where there is none.
func FlagOf(usage string) (string, bool) {
	words, ok := flags[usage]
	return words, ok
}

// UsageTemplate is how cobra lays out the help, in Japanese.
const UsageTemplate = `使い方：{{if .Runnable}}
  {{.UseLine}}{{if .HasAvailableFlags}} [オプション]{{end}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [コマンド]{{end}}{{if .HasExample}}

例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

コマンド：{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

オプション：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

共通のオプション：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

各コマンドの説明は「{{.CommandPath}} [コマンド] --help」で読めます。{{end}}
`

// completionOf says how a shell's completion is read.
func completionOf(line, file string) string {
	return "途中まで打ったコマンドを Tab キーで補うためのスクリプトを出力します。いま開いている端末で使うには、次の一行を実行します。いつも使うには、" + file + " に書き足します。\n\n  " + line
}

// helps are the helps by command.
var helps = map[string]Help{
	"koubo": {"日本の自治体が企業に呼びかける公募を、ひとつのフィードに", `koubo（公募）は、都道府県と市区町村のサイトやフィードを見て回り、企業への呼びかけ（公募）を項目ごとに読み取り、
ひとつのフィード、ページ、API にまとめて公開します。

終了コード：0 完了、1 失敗、2 使い方の誤り、3 完了したが一部の巡回先に問題あり。`},
	"koubo completion":            {"シェルの補完のためのスクリプトを出力する", "指定したシェルの補完のためのスクリプトを出力します。読み込ませ方は、それぞれのコマンドの説明にあります。"},
	"koubo completion bash":       {"bash の補完", completionOf("source <(koubo completion bash)", "~/.bashrc")},
	"koubo completion zsh":        {"zsh の補完", completionOf("source <(koubo completion zsh)", "~/.zshrc")},
	"koubo completion fish":       {"fish の補完", completionOf("koubo completion fish | source", "~/.config/fish/config.fish")},
	"koubo completion powershell": {"PowerShell の補完", completionOf("koubo completion powershell | Out-String | Invoke-Expression", "$PROFILE のファイル")},
	"koubo help":                  {"コマンドの説明を表示する", ""},
	"koubo crawl": {"いま一度だけ巡回する", `設定された巡回先を一度だけ見に行き、見つけたものを保存し、それぞれの結果を表示します。

端末では進み具合を棒で示し、それ以外では巡回先ごとに一行で示します。経過は標準エラー出力に、--json の報告は標準出力に出ます。
一部の巡回先に問題があると終了コードは 3 です。動いている koubo がデータファイルを使っているときは、API を通して巡回を頼みます。`},
	"koubo demo": {"架空の県を、ネットワークなしで見る", `架空の県のサイトを 127.0.0.1 に用意し、koubo crawl と同じように巡回し、ページとフィードを公開します。一日はすぐに過ぎます。
公募が現れ、締切が延び、取り下げられ、サイトが壊れては直ります。`},
	"koubo diff-runs": {"二つのデータファイルで違う公募を示す", `二つのデータファイルの公募を比べます。パーサーを変える前と後に、同じ記録から作ったものなどです。増えたもの、なくなったもの、
変わった項目を示します。巡回そのものについての項目（first_seen、last_seen、revision、revised、history）は比べません。

すべて同じなら終了コードは 0、違いがあれば 3 です。`},
	"koubo eval": {"正解のついたファイルで、読み取りの正しさを測る", `人が正解を書いたファイルを読み取り、どれだけ正しいかを示します。項目ごとの適合率・再現率・F1、完全に正しい件数、主な締切の誤り、
取り違え、それぞれの誤りとそのもとになった言葉です。

  titles   見出し行のあるタブ区切り：id, issuer, title, url, is_opportunity, kind, stage, hard
  phrases  JSON Lines：id, text, published, cat, want {dates, rolling, amounts}
  pages    NAME.html か NAME.pdf と、並べて置いた NAME.want.json。フォルダーは中のすべてを指す
  lists    NAME.html と、並べて置いた NAME.want.tsv（url, title, date）。フォルダーは中のすべてを指す

件は名前の最後の数の奇数と偶数に分けて測ります。規則は奇数を見て書き、偶数は測るだけです。--half で変えないかぎり、示す誤りは奇数のものです。
数値は docs/accuracy.md にあります。`},
	"koubo extract": {"ひとつのページを読み取り、できる記録を示す", `保存したページ（HTML、PDF、テキスト。- は標準入力）をひとつ読み、できる記録を JSON で出力します。値ごとに、読み取ったもとの言葉がつきます。
公募でないものも is_opportunity: false として出力し、理由を標準エラー出力に書きます。`},
	"koubo notify": {"変わったことを知らせる：通知を足す、一覧する、試す、再送する", ""},
	"koubo notify add": {"通知を作る：YAML を示すか、設定に書き込む", `通知を確かめ、設定の notify: の下に書く YAML を出力します。--write は設定に書き込みます。書き込んだ後の設定が、前の内容とこの通知だけに
ならないときは、何も書きません。`},
	"koubo notify bounced": {"戻ってきたメールを記録し、届かない通知を終える", `メールサーバーが mail: の from: に送る、戻ってきたメールの知らせ（RFC 3464）を、ファイルか標準入力から読みます。宛先がないとして続けて三通
戻ると、通知は止まり、ページからの登録は消えます。ほかのメールは読みとばすので、メールボックスを丸ごと渡せます。`},
	"koubo notify list":  {"通知の一覧：送ったもの、待っているもの、あきらめたものとその理由", ""},
	"koubo notify retry": {"あきらめた通知をもう一度送る", `配信をあきらめた通知を送信待ちに戻します。送るのは koubo serve です。--resume は、受信者が止めた通知も再開します。`},
	"koubo notify test":  {"通知先に見本をひとつ送る", ""},
	"koubo publish": {"サイト全体を、どこにでも置けるファイルとして書き出す", `ページ、フィード、カレンダー、全件の表、ブラウザーの中で動く検索を、ファイルとして書き出します。次からは変わったものだけを書き、その間も
読む人が切れたリンクに出あうことはありません。サイトからなくなったファイルは --keep のあいだ残します。

動いている koubo serve がデータファイルを使っているときは、その写しから書き出します。

オブジェクトストレージには、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY、または ~/.aws/credentials の認証情報で、AWS_REGION に書きます。
Amazon 以外のものは --endpoint か AWS_ENDPOINT_URL で指定します。`},
	"koubo query": {"集めた公募を表示する", `データファイルの公募を、表で、または --json で一行に一件ずつ示します。

条件がなければ、標準のフィードと同じく、入札・業者登録・広告枠を除いた、受付中の公募を示します。--all はすべての種類・段階・状態を示します。
動いている koubo がデータファイルを使っているときは、API を通して尋ねます。`},
	"koubo replay": {"記録したアーカイブのとおりに、ネットワークなしで巡回する", `WARC ファイルに記録した応答で、設定された巡回先を一度だけ巡回し、結果を保存します。いくつものファイルに続く記録（day.warc.gz、
day-00001.warc.gz …）は、すべてを順序を問わず並べます。

専用のデータファイルに再生してください。パーサーを変えたら、同じ記録を別のファイルに再生し、koubo diff-runs で違いを見ます。
一部の巡回先に問題があると終了コードは 3 です。`},
	"koubo schema": {"sources.yaml の JSON Schema を出力する（エディターの補完用）", `設定ファイルの JSON Schema（draft 2020-12）を出力します。YAML の言語サーバーのあるエディターは、下のように一行目の注釈で名指しした
ファイルのキーを補い、誤りを示します。`},
	"koubo serve": {"予定どおりに巡回し、ページ・フィード・API を公開する", `巡回先を予定のとおりに見に行き、ページ、フィード、カレンダー、API を公開します。すべてひとつのプロセスです。割り込み（Ctrl-C）で穏やかに
終わります。途中の巡回はやめて次の起動でやり直し、応答は最後まで返します。`},
	"koubo source": {"巡回先を一覧する、調べる、数える、点検する、見つける、試す", ""},
	"koubo source add": {"自治体のサイトからフィードと一覧を見つけ、設定に書き込む", `トップページ（ほかのページでもよい）のアドレスから、そのサイトのフィードと公募の一覧を探します。robots.txt を含めて多くて 16 回、一秒おきに、robots.txt の許す範囲で
見に行きます。見つけたものを最初の何件かとともに示し、尋ねてから、設定ファイルに巡回先をひとつ書き足します。ほかの部分はそのままです。すでに別の
巡回先が読んでいるものは除きます。データファイルは要らないので koubo serve と並べて使え、koubo serve は新しい巡回先をすぐに読み込みます。`},
	"koubo source check": {"巡回して、壊れた巡回先とその理由を示し、直し方を提案する", `巡回して、失敗・拒否・要確認・一部欠落・更新なしの巡回先を、理由と最後の成功とともに一覧します。サイトを見られるものは、三十回ほど見に行って
直し方を探します。一覧やフィードの移転先や、余計になった設定のキーなどです。提案するのは、実際に公募を読み取れた直し方だけで、前からある公募の数を添えます。
問題のあるアドレスごとに、いつから、理由、見つかった場所、することを示します。締切・予算・問い合わせ先・公表日が読み取れなくなった巡回先は、
どのページに、いま何が書かれているかも示します。恒久的に転送されている（301、308）アドレスは、読めているので壊れたものとは数えませんが、
新しいアドレスとともに示します。
--write は、前からある公募で確かめられた直し方を設定ファイルに書き込みます。ほかの部分はそのままです。内蔵の一覧の巡回先は、同じ id で設定に書き足し、
それが置きかわります。--stored は見に行かず、最後の巡回の結果で示します。壊れたものがあると終了コードは 3 です。`},
	"koubo source coverage": {"都道府県ごとに、見ている自治体の数とその状態を数える", `都道府県ごとに自治体を数えます。全体、巡回先のあるもの（登録）、フィードか一覧のわかっているもの（発見）、正しく読めているもの（正常）、項目を失った
もの（一部欠落）、読めないもの（読取不可）、新しいものがないもの（動きなし）、まだ見ていないもの（未巡回）。巡回先がいくつもある自治体は、
いちばん手当ての要るもので数えます。`},
	"koubo source export": {"巡回先を、自分で見つけたフィードと一覧とともに YAML で出力する", `discover: true の巡回先のうちフィードか一覧を見つけたものを、discover: なしの設定として出力します。id を指定すれば、どの巡回先でも出力します。`},
	"koubo source lint": {"設定ファイルを、どこにも見に行かずに点検する", `設定か、指定したファイル（内蔵の一覧のものでもよい）を読み、誤りをファイル・行・桁とともに、好ましくないところを理由とともに示します。検索結果・
セッション・トップページ・文書・過ぎた年度のアドレス、別の自治体のサイト、https のある http、二重に読んでいるものなどです。どこにも見に行きません。
誤りがあると終了コードは 2、好ましくないところがあると 3 です。`},
	"koubo source list": {"巡回先の一覧：状態、見に行く頻度とその理由", ""},
	"koubo source new-parser": {"巡回先の一覧のために、Go のパーサーを書き始める", `koubo のソースの中に、手で書くパーサーのもとを作ります。ふつうの行を読む関数のある parsers/sites/NAME.go、パーサーの表の一行、届いたままのページと
一覧の読み取り結果 want.json のある testdata/NAME です。want.json を一行ずつ正し、go test ./parsers/sites が通るまで関数を直します。
ページは見に行くか、記録（koubo crawl --record）から取ります。`},
	"koubo source show": {"ひとつの巡回先を示す：設定、アドレスごとの状態、除いたもの", `巡回先の設定と、フィードや一覧ごとの状態、理由、前回と次回の巡回を示します。--dropped は、最後の読み取りで公募でないとして除いた件名を、
理由とともに一覧します。`},
	"koubo source try": {"巡回先かアドレスをひとつ見に行き、何が保存されるかを示す（保存はしない）", `はじめての巡回と同じように巡回先を、またはフィードや一覧のアドレスを見に行き、できる記録、除いた件名とその理由、読めなかったものを示します。
一覧でないページ（トップページ、目次、年度の一覧、一件の公募など）なら、何のページかと、そこからリンクされている一覧やフィード、それを取り込むコマンドを
示します。何も保存せず、データファイルも要らないので、koubo serve と並べて使えます。公募そのもののページは最初の数件だけ読みます。
巡回先に問題があると終了コードは 3 です。`},
	"koubo verify": {"データファイルをすべて読み、壊れていないかを調べる", `データファイルのページ、すべての記録、すべての索引を読みます。途中で止められたり、ディスクがいっぱいになったりしても、ファイルは壊れません。
ディスクの故障のあとや、koubo が動いているあいだに写したファイルのためのものです。食い違いがあると終了コードは 1 で、何が合わないかを示します。`},
	"koubo version": {"版、もとになった変更、Go の版を表示する", ""},
}
