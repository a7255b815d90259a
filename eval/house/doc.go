// Package house holds no code, only tests of how the project is built: which package may import which, what a program
// that uses one of them links, how large it gets, and how long functions and files are.
package house
