//go:build !amd64

package lanes

// available are the sets of kernels that this processor can run, the fastest first.
func available() []set { return []set{inPortableGo} }
