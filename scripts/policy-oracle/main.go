// Puts a sample pod to every exported admission policy, for every answer in its parameters, with the CEL library and
// cost limits of the API server itself. Not part of `npm test`; docs/kueue.md says how to run it.
//
//	go run . EXPORT-FOLDER
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	apiservercel "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	"sigs.k8s.io/yaml"
)

func main() {
	root := os.Args[1]
	clusters, _ := os.ReadDir(root)
	total, agree, yes, no := 0, 0, 0, 0
	for _, c := range clusters {
		pf, err := os.ReadFile(filepath.Join(root, c.Name(), "policy.yaml"))
		if err != nil {
			continue
		}
		var policy admissionregistrationv1.ValidatingAdmissionPolicy
		for _, doc := range strings.Split(string(pf), "\n---\n") {
			if strings.Contains(doc, "kind: ValidatingAdmissionPolicy\n") {
				if err := yaml.UnmarshalStrict([]byte(doc), &policy); err != nil {
					panic(err)
				}
			}
		}
		compiler, err := cel.NewCompositedCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
		if err != nil {
			panic(err)
		}
		opts := cel.OptionalVariableDeclarations{HasParams: true, HasAuthorizer: true}
		for _, mc := range policy.Spec.MatchConditions {
			r := compiler.CompileCELExpression(&matchconditions.MatchCondition{Name: mc.Name, Expression: mc.Expression}, opts, environment.NewExpressions)
			if r.Error != nil {
				fmt.Println("match condition", mc.Name, r.Error)
				os.Exit(1)
			}
		}
		for _, va := range policy.Spec.Variables {
			r := compiler.CompileAndStoreVariable(&validating.Variable{Name: va.Name, Expression: va.Expression}, opts, environment.NewExpressions)
			if r.Error != nil {
				fmt.Println("variable", va.Name, r.Error)
				os.Exit(1)
			}
		}
		var vals, msgs, conds []cel.ExpressionAccessor
		for i := range policy.Spec.Validations {
			v := policy.Spec.Validations[i]
			vals = append(vals, &validating.ValidationCondition{Expression: v.Expression, Message: v.Message})
			m := v.MessageExpression
			if m == "" {
				m = "'" + strings.ReplaceAll(v.Message, "'", "") + "'"
			}
			msgs = append(msgs, &validating.MessageExpressionCondition{MessageExpression: m})
			for _, e := range []cel.ExpressionAccessor{vals[i], msgs[i]} {
				if r := compiler.CompileCELExpression(e, opts, environment.NewExpressions); r.Error != nil {
					fmt.Println("validation", i, r.Error)
					os.Exit(1)
				}
			}
		}
		for _, mc := range policy.Spec.MatchConditions {
			conds = append(conds, &matchconditions.MatchCondition{Name: mc.Name, Expression: mc.Expression})
		}
		vf := compiler.Compile(vals, opts, environment.NewExpressions)
		mf := compiler.Compile(msgs, opts, environment.NewExpressions)
		cf := compiler.Compile(conds, opts, environment.NewExpressions)
		quarters, _ := filepath.Glob(filepath.Join(root, c.Name(), "*", "rules.yaml"))
		sort.Strings(quarters)
		for _, q := range quarters {
			b, _ := os.ReadFile(q)
			var params v1.ConfigMap
			if err := yaml.UnmarshalStrict(b, &params); err != nil {
				panic(err)
			}
			for key, value := range params.Data {
				parts := strings.Split(key, ".")
				if parts[0] == "devices" {
					continue
				}
				res := strings.Split(params.Data["devices."+parts[1]+"."+parts[2]], ",")[1]
				pod := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: "n"}, Spec: v1.PodSpec{
					NodeSelector: map[string]string{"fleetwright/accelerator": parts[2], "fleetwright/site": parts[1], "fleetwright/uses": parts[0]},
					Containers:   []v1.Container{{Name: "main", Resources: v1.ResourceRequirements{Limits: v1.ResourceList{v1.ResourceName(res): resource.MustParse("8")}}}},
				}}
				ns := &v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "n", Labels: map[string]string{"fleetwright/use": parts[0]}}}
				gvk := schema.GroupVersionKind{Version: "v1", Kind: "Pod"}
				gvr := schema.GroupVersionResource{Version: "v1", Resource: "pods"}
				attr := admission.NewAttributesRecord(pod, nil, gvk, "n", "p", gvr, "", admission.Create, &metav1.CreateOptions{}, false, nil)
				va := &admission.VersionedAttributes{Attributes: attr, VersionedObject: pod, VersionedKind: gvk}
				req := cel.CreateAdmissionRequest(attr, metav1.GroupVersionResource(gvr), metav1.GroupVersionKind(gvk))
				bind := cel.OptionalVariableBindings{VersionedParams: &params}
				ev := func(f cel.Filter) []cel.EvaluationResult {
					r, _, err := f.ForInput(context.Background(), va, req, bind, cel.CreateNamespaceObject(ns), apiservercel.RuntimeCELCostBudget)
					if err != nil {
						panic(err)
					}
					return r
				}
				judged := true
				for _, r := range ev(cf) {
					if r.Error != nil {
						panic(r.Error)
					}
					judged = judged && r.EvalResult.Value() == true
				}
				allowed, words := true, ""
				ms := ev(mf)
				for i, r := range ev(vf) {
					if r.Error != nil {
						panic(r.Error)
					}
					if r.EvalResult.Value() != true {
						allowed = false
						words += fmt.Sprint(ms[i].EvalResult.Value())
					}
				}
				want := strings.HasPrefix(value, "permitted:")
				total++
				if judged && allowed == want && (want || words == value) {
					agree++
				} else {
					fmt.Println("DIFFERS", q, key, judged, allowed, words)
				}
				if allowed {
					yes++
				} else {
					no++
				}
			}
		}
	}
	fmt.Printf("%d pods put to the policy by the CEL of the API server: %d let in, %d refused; %d answers as the parameters say\n", total, yes, no, agree)
}
