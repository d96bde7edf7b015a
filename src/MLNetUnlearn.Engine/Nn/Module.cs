using System.Reflection;
using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Utils;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// What is built of parameters, buffers and other modules. A subclass assigns them to fields and then calls
        /// <see cref="RegisterComponents"/>. Like every tensor, parameters belong to the scope that is open when they are created: build
        /// modules outside of dispose scopes.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly ComponentList<Module> _modules = new();
            private readonly ComponentList<Parameter> _parameters = new();
            private readonly ComponentList<Tensor> _buffers = new();
            private readonly string _name;
            private bool _isRegistered;
            private bool _isDisposed;

            /// <summary>Begins a module in training mode.</summary>
            /// <param name="name">What <see cref="GetName"/> returns.</param>
            protected Module(string name) => _name = name;

            /// <summary>Whether the module is being trained: dropout drops only then.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name the module was given.</summary>
            public virtual string GetName() => _name;

            /// <summary>Switches this module and all below it to training or evaluation.</summary>
            /// <param name="train">Whether to train.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach ((_, Module module) in _modules.Items) module.train(train);
            }

            /// <summary>Switches this module and all below it to evaluation.</summary>
            public virtual void eval() => train(false);

            /// <summary>Drops, or sets to zero, the gradients of all parameters.</summary>
            /// <param name="set_to_none">Whether to drop them.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    if (set_to_none) parameter.grad = null;
                    else GradientSums.Clear(parameter.Impl);
                }
            }

            /// <summary>Adds a submodule.</summary>
            /// <param name="name">Its name, without dots.</param>
            /// <param name="submodule">The module; null takes the name out again.</param>
            /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null)
                {
                    _modules.Set(name, null);
                    return;
                }
                CheckName(name);
                submodule.RegisterComponents();
                _modules.Add(name, submodule);
            }

            /// <summary>Adds a parameter.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="param">The parameter.</param>
            /// <exception cref="ArgumentNullException">The parameter is null or invalid.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                _parameters.Add(name, param);
            }

            /// <summary>
            /// Adds a tensor that is part of the state but not learned. TorchSharp's buffers that are not saved are left out.
            /// </summary>
            /// <param name="name">Its name.</param>
            /// <param name="tensor">The tensor.</param>
            /// <exception cref="ArgumentNullException">The tensor is null or invalid.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                _buffers.Add(name, tensor);
            }

            /// <summary>Disposes parameters, buffers and submodules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and submodules.</summary>
            /// <param name="disposing">Always true: there is no finaliser.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (_isDisposed) return;
                _isDisposed = true;
                foreach ((_, Parameter parameter) in _parameters.Items) parameter.Dispose();
                foreach ((_, Tensor buffer) in _buffers.Items) buffer.Dispose();
                foreach ((_, Module module) in _modules.Items) module.Dispose();
            }

            /// <summary>
            /// Registers the modules, parameters and tensors in the fields of this module under the fields' names. Lists and arrays of
            /// modules are not looked into: use <see cref="ModuleList{T}"/>. Auto-properties register under the names of their hidden
            /// fields. Further calls do nothing.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_isRegistered) return;
                foreach (FieldInfo field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    string name = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                    if (_modules.Contains(name) || _parameters.Contains(name) || _buffers.Contains(name)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(name, module); break;
                        case Parameter parameter: register_parameter(name, parameter); break;
                        case Tensor tensor: register_buffer(name, tensor); break;
                    }
                }
                _isRegistered = true;
            }

            /// <summary>Registers a parameter in place of what the name stood for; null takes the name out.</summary>
            /// <param name="name">The name.</param>
            /// <param name="value">The parameter.</param>
            private protected void SetParameter(string name, Parameter? value) => _parameters.Set(name, value);

            private static void CheckName(string name)
            {
                if (string.IsNullOrEmpty(name)) throw new ArgumentException("A module's name must not be empty.");
                if (name.Contains('.')) throw new ArgumentException($"A module's name must not contain a dot: '{name}'.");
            }
        }
    }
}
