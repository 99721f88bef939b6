# Times one case of bench/times.ts in R: Rscript reference.R TABLE.csv CASE. Prints the CPU seconds, or nothing where the
# package is not installed.
args <- commandArgs(trailingOnly = TRUE)
table <- read.csv(args[1])
case <- args[2]
package <- if (startsWith(case, "rcapture")) "Rcapture" else if (case == "dga") "dga" else "SparseMSE"
if (!requireNamespace(package, quietly = TRUE)) quit(status = 0)
lists <- ncol(table) - 1
dense <- function() {
  cells <- rep(0, 2^lists)
  for (row in seq_len(nrow(table))) {
    place <- sum(as.integer(table[row, 1:lists]) * 2^((lists - 1):0)) + 1
    cells[place] <- cells[place] + table[row, lists + 1]
  }
  array(cells, dim = rep(2, lists))
}
work <- switch(case,
  stepwise = function() SparseMSE::estimatepopulation.0(as.matrix(table), method = "stepwise", pthresh = 0.02),
  bca = function() SparseMSE::estimatepopulation(as.matrix(table), method = "stepwise", pthresh = 0.02, nboot = 1000, seed = 1234),
  rcapture_all = function() Rcapture::closedpMS.t(as.matrix(table), dfreq = TRUE),
  rcapture_profile = function() Rcapture::closedpCI.t(as.matrix(table), dfreq = TRUE, m = "Mt", mX = 2),
  dga = function() {
    data(list = paste0("graphs", lists), package = "dga", envir = environment())
    dga::bma.cr(dense(), 1:27440, 1 / 2^lists, get(paste0("graphs", lists)))
  }
)
cat(sum(system.time(invisible(work()))[c("user.self", "sys.self")]))
