package vega

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The files are those that npm has, to the byte.
func TestScriptsAreAsPublished(t *testing.T) {
	want := map[string]string{
		"vega 6.4.0":             "8f6a3587cf8d4f42c7e08120e3eb05d067e746d554e39d2dcf52acc0bd5ba28f",
		"vega-lite 6.4.3":        "35a9821df838825b05a6a73e9414b58747a1b18321583858ed903c66393a5c7e",
		"vega-interpreter 1.2.1": "ee191cf04168e0c043214cea7c4e5ef80e908daa0e757c19c8061df5f898cf89",
	}
	got := map[string]string{}
	for _, s := range Scripts() {
		sum := sha256.Sum256([]byte(s.Text))
		got[s.Name+" "+s.Version] = hex.EncodeToString(sum[:])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A script of a page ends at the first `</script`, and `<!--` may swallow that.
func TestScriptsFitIntoPages(t *testing.T) {
	for _, s := range Scripts() {
		for _, end := range []string{"</script", "<!--"} {
			if strings.Contains(strings.ToLower(s.Text), end) {
				t.Errorf("%s holds %s", s.Name, end)
			}
		}
	}
}

func TestEachHasItsLicence(t *testing.T) {
	folders := []string{"bundled"}
	for _, s := range Scripts() {
		folders = append(folders, s.Name)
	}
	for _, folder := range folders {
		text, err := os.ReadFile(folder + "/LICENSE")
		if err != nil {
			t.Error(err)
		}
		if !strings.Contains(strings.ToLower(string(text)), "copyright") {
			t.Errorf("%s: this is no licence", folder)
		}
	}
}
