
namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Operators, each the same as the method of its name.</content>
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, int right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, long right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, float right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(Tensor left, double right) => left.add(right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(int left, Tensor right) => right.add(left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(long left, Tensor right) => right.add(left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(float left, Tensor right) => right.add(left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left summand.</param>
        /// <param name="right">The right summand.</param>
        public static Tensor operator +(double left, Tensor right) => right.add(left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Scalar left, Tensor right) => right.neg().add(left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, int right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, long right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, float right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, double right) => left.sub(right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(int left, Tensor right) => right.neg().add(left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(long left, Tensor right) => right.neg().add(left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(float left, Tensor right) => right.neg().add(left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(double left, Tensor right) => right.neg().add(left);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, long right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, float right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(Tensor left, double right) => left.mul(right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(int left, Tensor right) => right.mul(left);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(long left, Tensor right) => right.mul(left);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(float left, Tensor right) => right.mul(left);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">The left factor.</param>
        /// <param name="right">The right factor.</param>
        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, int right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, long right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, float right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, double right) => left.div(right);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>The quotient, element by element, in float32.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>The negative.</summary>
        /// <param name="tensor">The operand.</param>
        public static Tensor operator -(Tensor tensor) => tensor.neg();
    }
}
