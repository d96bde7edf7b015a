using MLNetUnlearn.Engine.Modules;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>What a module is made of, and copying it.</content>
        public partial class Module
        {
            /// <summary>The submodules of this module.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Items;

            /// <summary>The parameters in the order of registration, each once; those that were disposed are left out.</summary>
            /// <param name="recurse">Whether those of submodules follow, with dotted names.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
                => Collect(module => module._parameters, recurse);

            /// <summary>The parameters in the order of registration, each once.</summary>
            /// <param name="recurse">Whether those of submodules follow.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
                => named_parameters(recurse).Select(item => item.parameter);

            /// <summary>The buffers in the order of registration, each once; those that were disposed are left out.</summary>
            /// <param name="recurse">Whether those of submodules follow, with dotted names.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
                => Collect(module => module._buffers, recurse);

            /// <summary>All parameters and buffers by name: the tensors themselves, not copies.</summary>
            /// <param name="destination">A dictionary to add to, or null for a new one.</param>
            /// <param name="prefix">What the names begin with, without the dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string name, Parameter parameter) in named_parameters()) destination.TryAdd(lead + name, parameter);
                foreach ((string name, Tensor buffer) in named_buffers()) destination.TryAdd(lead + name, buffer);
                return destination;
            }

            /// <summary>Copies numbers from a dictionary into the parameters and buffers.</summary>
            /// <param name="source">Tensors by name, of the same shapes.</param>
            /// <param name="strict">Whether the names must be the same on both sides.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names that were not in the source, and those that are not in the module.</returns>
            /// <exception cref="InvalidOperationException">The names differ although <paramref name="strict"/>.</exception>
            /// <exception cref="ArgumentException">A shape differs and cannot be broadcast.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                List<string> missing = [.. own.Keys.Where(name => !source.ContainsKey(name) && !Skips(name))];
                List<string> unexpected = [.. source.Keys.Where(name => !own.ContainsKey(name) && !Skips(name))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    string names = $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]";
                    throw new InvalidOperationException($"The state does not fit the module: {names}.");
                }
                using IDisposable _ = no_grad();
                foreach ((string name, Tensor tensor) in own)
                {
                    if (!Skips(name) && source.TryGetValue(name, out Tensor? value)) tensor.copy_(value);
                }
                return (missing, unexpected);

                bool Skips(string name) => skip?.Contains(name) ?? false;
            }

            private IEnumerable<(string Name, T Value)> Collect<T>(Func<Module, ComponentList<T>> list, bool recurse)
                where T : Tensor
            {
                var seen = new HashSet<T>(ReferenceEqualityComparer.Instance);
                foreach ((string name, T value) in Walk(list, recurse, ""))
                {
                    if (!value.IsInvalid && seen.Add(value)) yield return (name, value);
                }
            }

            private IEnumerable<(string Name, T Value)> Walk<T>(Func<Module, ComponentList<T>> list, bool recurse, string lead)
                where T : Tensor
            {
                foreach ((string name, T value) in list(this).Items) yield return (lead + name, value);
                if (!recurse) yield break;
                foreach ((string name, Module module) in _modules.Items)
                {
                    foreach ((string Name, T Value) item in module.Walk(list, true, $"{lead}{name}.")) yield return item;
                }
            }
        }
    }
}
