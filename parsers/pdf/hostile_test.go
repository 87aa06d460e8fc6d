package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// written is a PDF of one page, made of its content and further objects, the first of which has the number 5. The page's
// resources are the dictionary given.
func written(resources, content string, objects ...string) []byte {
	all := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources" + resources + "/Contents 4 0 R>>",
		stream("", content),
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var table strings.Builder
	for i, object := range all {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(all)+1, table.String(), len(all)+1, b.Len())
	return b.Bytes()
}

func stream(dictionary, body string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dictionary, len(body), body)
}

// laborious is a PDF that draws a form of 200,000 steps 100,000 times: hours of work, little memory.
func laborious() []byte {
	steps := stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", strings.Repeat("q Q ", 100_000))
	return written("<</XObject<</X 5 0 R>>>>", strings.Repeat("/X Do ", 100_000), steps)
}

// voracious is a PDF whose page draws ten forms, each of which draws ten forms, and so on.
func voracious() []byte {
	const depth = 20
	draw := strings.Repeat("/X Do ", 10)
	var forms []string
	for i := range depth {
		forms = append(forms, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>", 6+i), draw))
	}
	forms = append(forms, stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>", "BT /F 10 Tf (x) Tj ET"))
	return written("<</XObject<</X 5 0 R>>>>", "/X Do", forms...)
}
