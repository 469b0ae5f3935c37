import { reshape, type Tensor, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { int32, runProgram } from '../webgpu';
import { LinearProgram } from './program';
import { type LinearInput, linearReference } from './reference';

/**
 * A linear layer with optional bias, activation and gated residual; see linearReference for the formula.
 *
 * @returns [B, N, outputs]
 * @throws RangeError when the shapes do not fit together
 */
export function linear(input: LinearInput): Tensor3D {
  check(input);
  const { x, weight, bias, activation = 'none', residual } = input;
  if (weight.tensor.dtype !== 'int32') return linearReference(input);
  return tidy(() => {
    const [batch, tokens] = x.shape;
    const rows = batch * tokens;
    const program = new LinearProgram(rows, weight.outputs, {
      activation,
      bias: bias !== undefined,
      residual: residual !== undefined,
    });
    const inputs: Tensor[] = [reshape(x, [rows, weight.inputs]), weight.tensor];
    if (bias) inputs.push(bias);
    if (residual) inputs.push(reshape(residual.onto, [rows, weight.outputs]), residual.table);
    const output = runProgram(program, inputs, residual ? [int32(residual.gate)] : []);
    return reshape(output, [batch, tokens, weight.outputs]);
  });
}

function check({ x, weight, bias, residual }: LinearInput): void {
  const { inputs, outputs } = weight;
  const [batch, tokens, width] = x.shape;
  if (width !== inputs) throw new RangeError(`linear: x is ${width} wide, the weight takes ${inputs} inputs`);
  if (bias && bias.size !== outputs) {
    throw new RangeError(`linear: the bias has ${bias.size} entries for ${outputs} outputs`);
  }
  if (!residual) return;
  const expected = [batch, tokens, outputs];
  if (residual.onto.shape.join() !== expected.join()) {
    throw new RangeError(`linear: the residual is [${residual.onto.shape}], the output [${expected}]`);
  }
  const [rows, tableWidth] = residual.table.shape;
  if (tableWidth !== outputs || residual.gate >= rows) {
    throw new RangeError(
      `linear: no gate row ${residual.gate} of ${outputs} entries in [${rows}, ${tableWidth}]`,
    );
  }
}
