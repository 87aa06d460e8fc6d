package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestLandmarkOf(t *testing.T) {
	cases := []struct {
		markup string
		want   Landmark
	}{
		{`<footer class="site-footer">`, AroundPart},
		{`<footer class="contact">`, ContactPart},
		{`<div class="sp-none telephone">`, noLandmark},
		{`<div class="d-none d-md-block">`, noLandmark},
		{`<div class="hidden-xs contact">`, ContactPart},
		{`<div class="none">`, HiddenPart},
		{`<div class="tab hide">`, HiddenPart}, // last year's
		{`<div id="sp" class="hide">`, HiddenPart},
	}
	for _, c := range cases {
		root, err := html.Parse(strings.NewReader("<body>" + c.markup + "本文"))
		if err != nil {
			t.Fatal(err)
		}
		if got := LandmarkOf(BodyOf(root).FirstChild); got != c.want {
			t.Errorf("%s is part %d, want %d", c.markup, got, c.want)
		}
	}
}
