// The ordinary way to join Bloom filters: every pair of rows, word by word, with the processor's population count. What
// bench/kernel.ts measures the kernel against. Arguments: rows of A, rows of B, bytes a row, threshold, file of pairs.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

static std::vector<uint64_t> read_rows(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  std::vector<uint64_t> words(size / 8);
  if (fread(words.data(), 8, words.size(), file) != words.size()) exit(2);
  fclose(file);
  return words;
}

static std::vector<uint32_t> counts_of(const std::vector<uint64_t> &rows, size_t words) {
  std::vector<uint32_t> counts(rows.size() / words);
  for (size_t row = 0; row < counts.size(); row++)
    for (size_t word = 0; word < words; word++) counts[row] += __builtin_popcountll(rows[row * words + word]);
  return counts;
}

template <size_t WORDS>
static void join(const std::vector<uint64_t> &a, const std::vector<uint64_t> &b, double threshold,
                 std::vector<uint32_t> &pairs) {
  auto counts_a = counts_of(a, WORDS), counts_b = counts_of(b, WORDS);
  for (size_t first = 0; first < counts_a.size(); first++) {
    const uint64_t *row = &a[first * WORDS];
    for (size_t second = 0; second < counts_b.size(); second++) {
      const uint64_t *other = &b[second * WORDS];
      uint32_t shared = 0;
      for (size_t word = 0; word < WORDS; word++) shared += __builtin_popcountll(row[word] & other[word]);
      uint32_t sum = counts_a[first] + counts_b[second];
      if (sum != 0 && 2.0 * shared / sum >= threshold) {
        pairs.push_back(first);
        pairs.push_back(second);
      }
    }
  }
}

int main(int, char **arguments) {
  auto a = read_rows(arguments[1]), b = read_rows(arguments[2]);
  std::vector<uint32_t> pairs;
  clock_t start = clock();
  auto wall = std::chrono::steady_clock::now();
  if (atoi(arguments[3]) == 128) join<16>(a, b, atof(arguments[4]), pairs);
  else join<32>(a, b, atof(arguments[4]), pairs);
  double cpu = double(clock() - start) / CLOCKS_PER_SEC;
  std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - wall;
  FILE *file = fopen(arguments[5], "wb");
  fwrite(pairs.data(), 4, pairs.size(), file);
  fclose(file);
  printf("%f %f\n", cpu, elapsed.count());
}
