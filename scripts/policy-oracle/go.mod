module policy-oracle

go 1.22

require (
	k8s.io/api v0.30.1
	k8s.io/apimachinery v0.30.1
	k8s.io/apiserver v0.30.1
	sigs.k8s.io/yaml v1.3.0
)
