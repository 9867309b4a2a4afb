// The 5-point stencil as one writes it by hand, to compare with what the compiler prints for `laplacian` of the corpus.
extern "C" __global__ void __launch_bounds__(256) laplacian(const float* __restrict__ p, float* __restrict__ out, int width, int height) {
  int x = blockIdx.x * 16 + threadIdx.x;
  int y = blockIdx.y * 16 + threadIdx.y;
  if (x < 1 || x >= width - 1 || y < 1 || y >= height - 1) return;
  int i = y * width + x;
  out[i] = p[i - width] + p[i + width] + p[i + 1] + p[i - 1] - 4.0f * p[i];
}
